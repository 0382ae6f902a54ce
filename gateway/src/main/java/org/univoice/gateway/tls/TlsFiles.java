package org.univoice.gateway.tls;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where certificate and key lie.
 *
 * @param recheck how often it is looked whether they have changed
 */
public record TlsFiles(Path certificate, Path key, Duration recheck) {}
