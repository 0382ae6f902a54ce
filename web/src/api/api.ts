import { createApi, fetchBaseQuery, type BaseQueryFn, type FetchArgs, type FetchBaseQueryMeta } from '@reduxjs/toolkit/query/react';
import { currentProof } from '../auth/proof';
import { failureOf } from '../failures/answers';
import type { Failure } from '../failures/failure';
import { tokenExpired, type AuthState } from '../store/auth';
import type { Answer, AuthOptions, Body, GuestAdmission, Invitation, NewSession, Session, SessionChange } from './types';

const base = fetchBaseQuery({
  baseUrl: '/',
  prepareHeaders(headers, { getState }) {
    const { token } = (getState() as { auth: AuthState }).auth;
    if (token !== null) {
      headers.set('Authorization', `Bearer ${token}`);
    }
  },
});

/**
 * As `fetch`, with the caller's token and every refusal as one {@link Failure}. A token that the gateway takes no more is
 * renewed and the request sent again, once; only where that cannot be does anybody hear of it.
 */
const asked: BaseQueryFn<string | FetchArgs, unknown, Failure, object, FetchBaseQueryMeta> = async (args, context, extra) => {
  const isGuest = (context.getState() as { auth: AuthState }).auth.status === 'guest';
  const proof = isGuest ? undefined : currentProof();
  const token = await proof?.token();
  let { data, error, meta } = await base(args, context, extra);
  if (error?.status === 401 && token !== undefined && (await proof?.rejected(token))) {
    ({ data, error, meta } = await base(args, context, extra));
  }
  if (error === undefined) {
    return { data, ...(meta && { meta }) };
  }
  const wait = Number(meta?.response?.headers.get('Retry-After') ?? NaN);
  const failure = failureOf({
    status: typeof error.status === 'number' ? error.status : meta?.response?.status,
    body: error.data,
    retryAfter: Number.isFinite(wait) ? wait : undefined,
    enters: ['openSession', 'ticket', 'joinAsGuest'].includes(context.endpoint),
  });
  if (failure.code === 'TOKEN_EXPIRED' && proof === undefined) {
    context.dispatch(tokenExpired());
  }
  return { error: failure, ...(meta && { meta }) };
};

const id = encodeURIComponent;

/** What the page asks of the API, and keeps of the answers. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery: asked,
  tagTypes: ['Me', 'Session', 'Sessions', 'Consents', 'VoiceProfiles', 'Glossaries'],
  endpoints: (make) => ({
    authOptions: make.query<AuthOptions, void>({ query: () => 'v1/auth/options' }),
    me: make.query<Answer<'/v1/users/me', 'get'>, void>({ query: () => 'v1/users/me', providesTags: ['Me'] }),
    health: make.query<Answer<'/v1/health', 'get'>, void>({ query: () => 'v1/health' }),
    languages: make.query<Answer<'/v1/languages', 'get'>, void>({ query: () => 'v1/languages', keepUnusedDataFor: 3600 }),
    pairs: make.query<Answer<'/v1/languages/pairs', 'get'>, void>({ query: () => 'v1/languages/pairs', keepUnusedDataFor: 3600 }),
    voices: make.query<Answer<'/v1/voices', 'get'>, void>({ query: () => 'v1/voices', keepUnusedDataFor: 3600 }),

    sessions: make.query<Answer<'/v1/sessions', 'get'>, { limit?: number; nextToken?: string }>({
      query: (params) => ({ url: 'v1/sessions', params }),
      providesTags: ['Sessions'],
    }),
    session: make.query<Session, string>({
      query: (session) => `v1/sessions/${id(session)}`,
      providesTags: (_answer, _failure, session) => [{ type: 'Session', id: session }],
    }),
    openSession: make.mutation<Answer<'/v1/sessions', 'post'>, NewSession>({
      query: (body) => ({ url: 'v1/sessions', method: 'POST', body }),
      invalidatesTags: ['Sessions'],
    }),
    /** `revision` is what the change was decided upon: nobody else's is overwritten. */
    changeSession: make.mutation<Session, { session: string; change: SessionChange; revision?: string }>({
      query: ({ session, change, revision }) => ({
        url: `v1/sessions/${id(session)}`,
        method: 'PATCH',
        body: change,
        ...(revision !== undefined && { headers: { 'If-Match': `"${revision}"` } }),
      }),
      invalidatesTags: (_answer, _failure, { session }) => [{ type: 'Session', id: session }],
    }),
    endSession: make.mutation<Answer<'/v1/sessions/{id}', 'delete'>, string>({
      query: (session) => ({ url: `v1/sessions/${id(session)}`, method: 'DELETE' }),
      invalidatesTags: (_answer, _failure, session) => ['Sessions', { type: 'Session', id: session }],
    }),
    /** The session's own answers are left as they are: asked for again, they would not be found. */
    deleteHistory: make.mutation<null, string>({
      query: (session) => ({ url: `v1/sessions/${id(session)}/history`, method: 'DELETE' }),
      invalidatesTags: ['Sessions'],
    }),
    ticket: make.mutation<Answer<'/v1/sessions/{id}/tickets', 'post'>, { session: string } & Body<'/v1/sessions/{id}/tickets', 'post'>>({
      query: ({ session, ...body }) => ({ url: `v1/sessions/${id(session)}/tickets`, method: 'POST', body }),
    }),
    renameParticipant: make.mutation<
      Answer<'/v1/sessions/{id}/participants/{participantId}', 'patch'>,
      { session: string; participant: string } & Body<'/v1/sessions/{id}/participants/{participantId}', 'patch'>
    >({
      query: ({ session, participant, ...body }) => ({
        url: `v1/sessions/${id(session)}/participants/${id(participant)}`,
        method: 'PATCH',
        body,
      }),
    }),
    invite: make.mutation<Invitation, string>({
      query: (session) => ({ url: `v1/sessions/${id(session)}/invitations`, method: 'POST', body: {} }),
    }),
    joinAsGuest: make.mutation<GuestAdmission, { invitation: string; participantName: string }>({
      query: (body) => ({ url: 'v1/guests', method: 'POST', body }),
    }),
    transcript: make.query<Answer<'/v1/sessions/{id}/transcript', 'get'>, string>({
      query: (session) => `v1/sessions/${id(session)}/transcript`,
    }),
    sessionFigures: make.query<Answer<'/v1/metrics/session/{id}', 'get'>, string>({
      query: (session) => `v1/metrics/session/${id(session)}`,
    }),

    consents: make.query<Answer<'/v1/users/me/consents', 'get'>, void>({ query: () => 'v1/users/me/consents', providesTags: ['Consents'] }),
    putConsent: make.mutation<Answer<'/v1/users/me/consents', 'put'>, Body<'/v1/users/me/consents', 'put'>>({
      query: (body) => ({ url: 'v1/users/me/consents', method: 'PUT', body }),
      invalidatesTags: ['Consents'],
    }),
    voiceProfiles: make.query<Answer<'/v1/voice-profiles/{userId}', 'get'>, void>({
      query: () => 'v1/voice-profiles/me',
      providesTags: ['VoiceProfiles'],
    }),
    createVoiceProfile: make.mutation<Answer<'/v1/voice-profiles', 'post'>, { language: string; recording: Blob }>({
      query: ({ language, recording }) => ({
        url: 'v1/voice-profiles',
        method: 'POST',
        params: { language },
        body: recording,
        headers: { 'Content-Type': 'audio/wav' },
      }),
      invalidatesTags: ['VoiceProfiles'],
    }),
    addVoiceSamples: make.mutation<Answer<'/v1/voice-profiles/{profileId}/samples', 'post'>, { profile: string; recording: Blob }>({
      query: ({ profile, recording }) => ({
        url: `v1/voice-profiles/${id(profile)}/samples`,
        method: 'POST',
        body: recording,
        headers: { 'Content-Type': 'audio/wav' },
      }),
      invalidatesTags: ['VoiceProfiles'],
    }),
    deleteVoiceProfile: make.mutation<null, string>({
      query: (profile) => ({ url: `v1/voice-profiles/${id(profile)}`, method: 'DELETE' }),
      invalidatesTags: ['VoiceProfiles'],
    }),
    glossaries: make.query<Answer<'/v1/glossaries', 'get'>, void>({ query: () => 'v1/glossaries', providesTags: ['Glossaries'] }),
    putGlossary: make.mutation<Answer<'/v1/glossaries/{name}', 'put'>, { name: string; csv: string }>({
      query: ({ name, csv }) => ({ url: `v1/glossaries/${id(name)}`, method: 'PUT', body: csv, headers: { 'Content-Type': 'text/csv' } }),
      invalidatesTags: ['Glossaries'],
    }),
    deleteGlossary: make.mutation<null, string>({
      query: (name) => ({ url: `v1/glossaries/${id(name)}`, method: 'DELETE' }),
      invalidatesTags: ['Glossaries'],
    }),
    recording: make.query<Answer<'/v1/recordings/{recordingId}', 'get'>, string>({
      query: (recording) => `v1/recordings/${id(recording)}`,
    }),
    startRecording: make.mutation<Answer<'/v1/recordings/{recordingId}', 'post'>, string>({
      query: (session) => ({ url: `v1/recordings/${id(session)}`, method: 'POST' }),
    }),
    deleteRecording: make.mutation<null, string>({
      query: (recording) => ({ url: `v1/recordings/${id(recording)}`, method: 'DELETE' }),
      // The sessions say which recordings there are; the recording itself would not be found.
      invalidatesTags: ['Session', 'Sessions'],
    }),
  }),
});

export const {
  useAuthOptionsQuery,
  useMeQuery,
  useHealthQuery,
  useLanguagesQuery,
  usePairsQuery,
  useVoicesQuery,
  useSessionsQuery,
  useSessionQuery,
  useChangeSessionMutation,
  useEndSessionMutation,
  useDeleteHistoryMutation,
  useRenameParticipantMutation,
  useTranscriptQuery,
  useSessionFiguresQuery,
  useConsentsQuery,
  usePutConsentMutation,
  useVoiceProfilesQuery,
  useCreateVoiceProfileMutation,
  useAddVoiceSamplesMutation,
  useDeleteVoiceProfileMutation,
  useGlossariesQuery,
  usePutGlossaryMutation,
  useDeleteGlossaryMutation,
  useRecordingQuery,
  useStartRecordingMutation,
  useDeleteRecordingMutation,
} = api;
