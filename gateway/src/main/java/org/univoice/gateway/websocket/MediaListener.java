package org.univoice.gateway.websocket;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.tls.TlsIdentity;

/** Listens for clients' WebSockets. */
public final class MediaListener implements AutoCloseable {
  /** Above the higher mark a listener is too slow; some 2.7 seconds of speech. */
  private static final WriteBufferWaterMark WRITE_MARKS =
      new WriteBufferWaterMark(32 * 1024, 128 * 1024);

  /** Two frames of audio; to learn each connection's own size takes memory for every one. */
  private static final FixedRecvByteBufAllocator READ_SIZE = new FixedRecvByteBufAllocator(4096);

  private static final long GOODBYE_MILLIS = 300;
  private static final long LOOK_EVERY_MILLIS = 20;

  private final EventLoopGroup loops;
  private final ChannelGroup connections;
  private final Channel socket;

  private MediaListener(EventLoopGroup loops, ChannelGroup connections, Channel socket) {
    this.loops = loops;
    this.connections = connections;
    this.socket = socket;
  }

  /**
   * @param tls what it shows of itself; empty for plain connections
   * @throws IOException when the port cannot be bound
   */
  public static MediaListener start(
      InetSocketAddress address,
      MediaConfig config,
      Admission admission,
      Optional<Supplier<TlsIdentity>> tls,
      TicketIssuer tickets,
      SessionRegistry sessions,
      LanguageCatalogue catalogue,
      StreamPublisher publisher,
      Executor waiting,
      MeterRegistry registry,
      Clock clock)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    MediaMetrics metrics = new MediaMetrics(registry);
    metrics.connections(connections::size);
    MediaRooms rooms =
        new MediaRooms(
            admission,
            tickets,
            sessions,
            catalogue,
            publisher,
            waiting,
            PaceLimiter::new,
            metrics,
            clock);
    MediaInitializer initializer =
        new MediaInitializer(
            config, rooms, new ConnectionLimitHandler(connections, config.connections(), clock));
    // Where there is epoll, a connection takes less memory and a frame less time than with NIO.
    boolean epoll = Epoll.isAvailable();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, READ_SIZE)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS)
            .childHandler(
                tls.<ChannelHandler>map(shown -> new TlsInitializer(shown, initializer))
                    .orElse(initializer));
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new IOException(bound.cause());
    }
    return new MediaListener(loops, connections, bound.channel());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  /**
   * Sends every client to another gateway, one after the other, and returns when all are gone.
   *
   * @param spread the last one is sent away so much later than the first
   * @param within returns by then in any case
   */
  public void drain(Duration spread, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    List<Channel> clients = List.copyOf(connections);
    for (int i = 0; i < clients.size(); i++) {
      long afterMillis = spread.toMillis() * i / clients.size();
      clients.get(i).pipeline().fireUserEventTriggered(new GoingAway(afterMillis));
    }
    while (!connections.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Says to every client that this gateway goes away, then ends. */
  @Override
  public void close() {
    socket.close().awaitUninterruptibly();
    connections
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
        .awaitUninterruptibly(GOODBYE_MILLIS);
    connections.close().awaitUninterruptibly(GOODBYE_MILLIS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
