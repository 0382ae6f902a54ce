package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.websocket.RawClient.frame;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that says goodbye behind more than a socket takes at once, to a slow client. */
class ControlFrameHandlerTest {
  private static final int FRAMES = 512;
  private static final int FRAME_BYTES = 64 * 1024;

  private final CountDownLatch clientClosed = new CountDownLatch(1);
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private InetSocketAddress address;

  @BeforeEach
  void listen() {
    address =
        (InetSocketAddress)
            new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Goodbye())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
  }

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void shouldSendWhatIsQueuedAlsoWhereTheClientClosesMeanwhile() throws Exception {
    try (RawClient client = closing()) {
      assertThat(client.closeCode()).isEqualTo(1001);
      assertThat(client.closes).containsExactly(1001);
      assertThat(client.binaryBytes).isEqualTo((long) FRAMES * FRAME_BYTES);
    }
  }

  @Test
  void shouldAnswerNoPingAfterGoodbye() throws Exception {
    try (RawClient client = closing()) {
      assertThat(client.closeCode()).isEqualTo(1001);
      assertThat(client.framesAfterClose).isZero();
    }
  }

  /** It reads nothing before its ping and its close have arrived. */
  private RawClient closing() throws IOException, InterruptedException {
    RawClient client = new RawClient(address);
    client.send(frame(9, new byte[] {1})).send(frame(8, new byte[] {3, -24}));
    assertThat(clientClosed.await(20, TimeUnit.SECONDS)).isTrue();
    return client;
  }

  /** Says much, and then goodbye, before it reads anything. */
  private final class Goodbye extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().build()))
          .addLast(new WebSocket13FrameEncoder(false))
          .addLast(new ControlFrameHandler())
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                  for (int i = 0; i < FRAMES; i++) {
                    ctx.write(
                        new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[FRAME_BYTES])));
                  }
                  ctx.writeAndFlush(new CloseWebSocketFrame(1001, ""));
                }

                @Override
                public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                  if (event instanceof ClosedByClient) {
                    // Behind the handler's own work on the close.
                    ctx.executor().execute(clientClosed::countDown);
                  }
                }
              });
    }
  }
}
