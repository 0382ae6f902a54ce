/** A soft chime of two notes (880 and 1320 Hz), faded so that nothing clicks. @param volume 0 to 1 */
export async function playTestSound(deviceId: string | undefined, volume: number): Promise<void> {
  const context = new AudioContext();
  try {
    if (deviceId && 'setSinkId' in context) {
      await (context as AudioContext & { setSinkId(id: string): Promise<void> }).setSinkId(deviceId);
    }
    const end = context.currentTime + 0.7;
    [880, 1320].forEach((frequency, index) => {
      const from = context.currentTime + index * 0.15;
      const tone = new OscillatorNode(context, { frequency });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(volume * 0.4, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, end);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(end);
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
  } finally {
    await context.close();
  }
}
