import type { components, paths } from '@univoice/client';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Operation<P extends keyof paths, M extends Method> = paths[P][M];

/** What a good answer of the API holds, as the generated document says. */
export type Answer<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202)]> : never;

/** What is sent to it. */
export type Body<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { requestBody?: infer R } ? Json<NonNullable<R>> : never;

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type SessionChange = Schemas['SessionChange'];
export type NewSession = Schemas['NewSession'];
export type OpenedSession = Schemas['OpenedSession'];
export type VoiceProfile = Schemas['VoiceProfile'];
export type Recording = Schemas['Recording'];
export type Language = Schemas['Language'];
export type LanguagePair = Schemas['LanguagePair'];
export type AuthOptions = Schemas['SignInOptions'];
export type Invitation = Schemas['Invitation'];
export type GuestAdmission = Schemas['GuestAdmission'];
