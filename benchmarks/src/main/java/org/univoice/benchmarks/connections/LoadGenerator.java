package org.univoice.benchmarks.connections;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Many clients in one process; the gateway is another. */
final class LoadGenerator implements AutoCloseable {
  private static final boolean EPOLL = Epoll.isAvailable();
  private static final int CONNECTING_AT_ONCE = 100;

  /** Connections from one address would run out of ports at some 28,000. */
  private static final int SOURCE_ADDRESSES = 4;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final InetSocketAddress gateway;

  LoadGenerator(InetSocketAddress gateway) {
    this.gateway = gateway;
  }

  /** Opens one connection per ticket and waits until all are WebSockets. */
  List<LoadClientHandler> connect(List<String> tickets) throws InterruptedException {
    Semaphore room = new Semaphore(CONNECTING_AT_ONCE);
    List<LoadClientHandler> clients = new ArrayList<>();
    for (String ticket : tickets) {
      room.acquire();
      LoadClientHandler client = new LoadClientHandler(loop.next().newPromise());
      client.upgraded().addListener(done -> room.release());
      connect(ticket, client, clients.size() % SOURCE_ADDRESSES);
      clients.add(client);
    }
    for (LoadClientHandler client : clients) {
      client.upgraded().sync();
    }
    return clients;
  }

  /** All of them talk until told to stop. */
  Chorus talk(List<LoadClientHandler> clients) {
    return new Chorus(clients, (EventLoop) loop.next());
  }

  private void connect(String ticket, LoadClientHandler client, int source) {
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(
                URI.create("ws://127.0.0.1:" + gateway.getPort() + "/v1/stream?ticket=" + ticket))
            .version(WebSocketVersion.V13)
            .subprotocol("univoice.v1")
            .generateOriginHeader(false)
            .build();
    new Bootstrap()
        .group(loop)
        .channel(EPOLL ? EpollSocketChannel.class : NioSocketChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(8192),
                        new WebSocketClientProtocolHandler(config),
                        client);
              }
            })
        .connect(gateway, new InetSocketAddress(source(source), 0))
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                client.failed(connected.cause());
              }
            });
  }

  private static InetAddress source(int number) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + number)});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
