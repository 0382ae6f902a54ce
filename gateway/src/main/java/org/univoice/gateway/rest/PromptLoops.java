package org.univoice.gateway.rest;

import com.linecorp.armeria.common.util.ThreadFactories;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The loop that accepts connections, which ends as soon as its port is closed. Left to itself it
 * would wait for two seconds in which nothing more is to be done (Netty's quiet period), and so
 * would everybody who stops a gateway.
 */
final class PromptLoops extends MultiThreadIoEventLoopGroup {

  PromptLoops(String name) {
    super(
        1,
        ThreadFactories.newEventLoopThreadFactory(name, false),
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return super.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
