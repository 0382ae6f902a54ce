package org.univoice.local.cli;

import java.util.concurrent.Callable;
import org.univoice.local.Home;
import picocli.CommandLine.Command;

@Command(
    name = "token",
    description = "Prints the token for the api of a running `up`.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println(RunningUp.require(Home.fromLauncher()).apiToken());
    return 0;
  }
}
