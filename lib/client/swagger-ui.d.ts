/** The build for bundlers, with the types of the other one. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
	export { SwaggerUIBundle as default } from "swagger-ui-dist";
}
