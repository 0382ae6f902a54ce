package org.univoice.local.lan;

import org.univoice.gateway.tls.TlsFiles;

/**
 * How other devices of the local network reach this machine.
 *
 * @param address under which they find it
 * @param tls what listeners show of themselves: a page is given the microphone over https only
 */
public record Lan(String address, TlsFiles tls) {}
