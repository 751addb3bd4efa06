import { SettingsFrame } from "#components/account/settings-frame.tsx";

export default SettingsFrame;
