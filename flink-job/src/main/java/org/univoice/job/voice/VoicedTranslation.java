package org.univoice.job.voice;

import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.translation.Translation;

/**
 * A translation with whose voice speaks it.
 *
 * @param wanted the tier to try first
 * @param profile the voice to move to; null for the standard voice
 */
public record VoicedTranslation(Translation translation, VoiceTier wanted, VoiceProfile profile) {}
