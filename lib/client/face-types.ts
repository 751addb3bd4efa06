/** What the API answers of faces and people, by the names that pages call it. */
import type { z } from "zod";
import type { EventFaces as Faces } from "#lib/people/event-faces.schema.ts";
import type {
	EventPeople,
	EventPersonFaces,
	EventPerson as PersonOfEvent,
} from "#lib/people/event-people.schema.ts";
import type { FaceSearchView } from "#lib/people/face-searches.schema.ts";
import type {
	Person as PersonListed,
	PersonSample,
	FacePicture as Picture,
	personDetail,
	personList,
} from "#lib/people/people.schema.ts";

export type FacePicture = Picture;
export type Person = PersonListed;
export type FaceSample = PersonSample;
export type PersonDetail = z.infer<typeof personDetail>;
export type PeoplePage = z.infer<typeof personList>;

export type EventFaces = Faces;
export type EventPerson = PersonOfEvent;
export type EventPeoplePage = EventPeople;
export type EventPersonDetail = EventPersonFaces;
export type EventFace = EventPersonFaces["faces"][number];
export type FaceSearch = FaceSearchView;
