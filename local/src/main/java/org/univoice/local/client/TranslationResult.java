package org.univoice.local.client;

import java.util.Map;

/**
 * What came of speaking a recording through the stack.
 *
 * @param speech samples at 24 kHz by language
 */
public record TranslationResult(Transcript transcript, Map<String, short[]> speech) {}
