package org.univoice.gateway.websocket;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The media listener's own way of speaking WebSocket with an echo at its end, which is what the
 * cases of the Autobahn test suite talk to. Left out are tickets, path, subprotocol, and the {@code
 * error} message that comes before a close.
 */
public final class EchoListener implements AutoCloseable {
  private static final int LARGEST_REQUEST_BYTES = 1024;

  private final EventLoopGroup loops;
  private final Channel socket;

  private EchoListener(EventLoopGroup loops, Channel socket) {
    this.loops = loops;
    this.socket = socket;
  }

  /**
   * @param largestMessageBytes as the cases need it: they send up to 16 MiB
   */
  public static EchoListener start(int largestMessageBytes) {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    MediaMetrics metrics = new MediaMetrics(new SimpleMeterRegistry());
    ChannelInitializer<Channel> echo =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            build(channel.pipeline(), largestMessageBytes, metrics);
          }
        };
    Channel bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(echo)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return new EchoListener(loops, bound);
  }

  private static void build(ChannelPipeline pipeline, int largest, MediaMetrics metrics) {
    LastSequence last = new LastSequence();
    pipeline.addLast(new HttpServerCodec(MediaInitializer.http()));
    pipeline.addLast(new HttpObjectAggregator(LARGEST_REQUEST_BYTES));
    pipeline.addLast(
        new WebSocketServerProtocolHandler(
            MediaInitializer.webSocket(MediaConfig.DEFAULT, largest).toBuilder()
                .websocketPath("/")
                .subprotocols(null)
                .build()));
    pipeline.addLast(new ControlFrameHandler());
    pipeline.addLast(new WebSocketFrameAggregator(largest));
    pipeline.addLast(new NoExplanationHandler());
    pipeline.addLast(new EchoHandler());
    pipeline.addLast(new ErrorHandler(last, RequestIds.next(), metrics, Clock.systemUTC()));
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  @Override
  public void close() {
    socket.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /** The suite takes any message that it did not send for a fault, also one that says why. */
  private static final class NoExplanationHandler extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (message instanceof ServerMessage.Failure) {
        promise.setSuccess();
      } else {
        ctx.write(message, promise);
      }
    }
  }

  private static final class EchoHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof TextWebSocketFrame || message instanceof BinaryWebSocketFrame) {
        ctx.writeAndFlush(message);
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }
}
