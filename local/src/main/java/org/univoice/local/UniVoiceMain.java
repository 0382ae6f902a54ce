package org.univoice.local;

import org.univoice.local.cli.UniVoiceCommand;

/** The command line. Ends with 0 when done, 2 for bad input, 1 for anything else. */
public final class UniVoiceMain {
  private UniVoiceMain() {}

  public static void main(String[] args) {
    int code = UniVoiceCommand.run(args);
    System.out.flush();
    // Libraries leave threads behind; whatever should end has been closed by now.
    System.exit(code);
  }
}
