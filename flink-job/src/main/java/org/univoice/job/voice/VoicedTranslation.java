package org.univoice.job.voice;

import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.translation.Translation;

/**
 * A translation with how it is to be spoken.
 *
 * @param wanted the tier to try first
 * @param profile the voice to move to; null for the standard voice
 * @param speed 1 is the synthesizer's own pace; more catches up when speech lags
 */
public record VoicedTranslation(
    Translation translation, VoiceTier wanted, VoiceProfile profile, float speed) {}
