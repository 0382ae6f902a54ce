/** The stack that these tests run against, as `./univoice test` tells it. */
export interface Stack {
  /** Origin of page and api. */
  api: string;
  token: string;
  /** Where WebSockets are opened. */
  media: string;
}

export function stackOf(environment: NodeJS.ProcessEnv): Stack | undefined {
  const { UNIVOICE_API: api, UNIVOICE_TOKEN: token, UNIVOICE_MEDIA: media } = environment;
  return api && token && media ? { api, token, media } : undefined;
}

/** The page, signed in as the link that `./univoice up` prints. */
export function pageUrl({ api, token }: Stack): string {
  return `${api}/#token=${token}`;
}
