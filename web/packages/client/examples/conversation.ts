/** A page with a button #talk and an element #captions: press, speak English, and hear it, or what others say, in Portuguese. */
import { applyMessage, EMPTY_TRANSCRIPT, openConversation, openSpeaker, RestApi, startMicrophone } from '@univoice/client';

const nothing = () => undefined;
const api = new RestApi({ token: () => sessionStorage.getItem('token') ?? undefined });

document.querySelector('#talk')?.addEventListener('click', async () => {
  const admission = await api.createSession({ participantName: 'Ana' });
  const speaker = await openSpeaker({ encoding: 'pcm16' }, { onLevel: nothing, onPlaying: nothing, onHealth: nothing });
  let transcript = EMPTY_TRANSCRIPT;
  const conversation = openConversation({
    admission,
    readmit: () => api.comeBack(admission),
    wishes: { speaks: 'en-US', hears: 'pt-BR', sends: 'pcm16', wants: 'pcm16' },
    events: {
      onState: (state) => console.info(state.name),
      onMessage: (message) => {
        transcript = applyMessage(transcript, message);
        document.querySelector('#captions')!.textContent = transcript.lines.map(({ text }) => text).join('\n');
        if (message.type === 'speech.begin') speaker.begin(message);
        if (message.type === 'speech.end') speaker.end(message);
      },
      onSound: ({ audio, sound }) => speaker.play(audio, sound),
      onLost: (lostMs) => console.warn(`${lostMs} ms were lost: there was no connection for too long`),
    },
  });
  const microphone = { onPiece: conversation.speak.bind(conversation), onLevel: nothing, onLost: nothing };
  await startMicrophone({ encoding: 'pcm16' }, microphone);
});
