package org.univoice.job.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/**
 * Answers over HTTP/2 on loopback as the exchanges say, step by step, while the audio comes in as
 * signed frames.
 */
final class RecordedTranscribe implements AutoCloseable {

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final List<Exchange> exchanges;
  private final List<String> strange = new ArrayList<>();
  private final List<Heard> heard = new ArrayList<>();

  /** What came in on one stream. */
  static final class Heard {
    final java.io.ByteArrayOutputStream pcm = new java.io.ByteArrayOutputStream();
    final List<Integer> pieces = new ArrayList<>();
    final List<String> signatures = new ArrayList<>();
    volatile boolean ended;
    volatile boolean reset;
  }

  private RecordedTranscribe(List<Exchange> exchanges) {
    this.exchanges = exchanges;
    listening =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection
                        .pipeline()
                        .addLast(Http2FrameCodecBuilder.forServer().build())
                        .addLast(
                            new Http2MultiplexHandler(
                                new ChannelInitializer<Channel>() {
                                  @Override
                                  protected void initChannel(Channel stream) {
                                    stream.pipeline().addLast(new Transcription());
                                  }
                                }));
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .syncUninterruptibly()
            .channel();
  }

  static RecordedTranscribe with(String... names) {
    return new RecordedTranscribe(Stream.of(names).map(Exchange::of).toList());
  }

  AmazonEndpoint endpoint() {
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return AmazonEndpoint.of("eu-central-1", "http://127.0.0.1:" + port);
  }

  synchronized List<String> strange() {
    return List.copyOf(strange);
  }

  synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  private synchronized Exchange matching(Map<String, String> headers) {
    List<String> differences = new ArrayList<>();
    for (Exchange one : exchanges) {
      List<String> found =
          one.differences(headers.get(":method"), headers.get(":path"), headers, "");
      if (found.isEmpty()) {
        return one;
      }
      differences.add(one.name() + ": " + found);
    }
    strange.add(differences.toString());
    return null;
  }

  private synchronized void register(Heard one) {
    heard.add(one);
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** One request; its steps are carried out as far as the audio allows. */
  private final class Transcription extends SimpleChannelInboundHandler<Http2StreamFrame> {

    private final Heard mine = new Heard();
    private final MessageDecoder decoder = new MessageDecoder(this::frame);
    private final Queue<JsonNode> steps = new ArrayDeque<>();
    private boolean pausing;

    @Override
    protected void channelRead0(ChannelHandlerContext stream, Http2StreamFrame frame) {
      if (frame instanceof Http2HeadersFrame headers) {
        begin(stream, headers);
      } else if (frame instanceof Http2DataFrame data) {
        int taken = data.initialFlowControlledBytes();
        decoder.feed(ByteBufUtil.getBytes(data.content()));
        stream.write(
            new io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame(taken)
                .stream(data.stream()));
        advance(stream);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext stream, Object event) {
      if (event instanceof Http2ResetFrame) {
        mine.reset = true;
        stream.close();
      }
    }

    private void begin(ChannelHandlerContext stream, Http2HeadersFrame frame) {
      register(mine);
      Map<String, String> headers = new TreeMap<>();
      frame.headers().forEach(h -> headers.put(h.getKey().toString(), h.getValue().toString()));
      Exchange exchange = matching(headers);
      var answer = new DefaultHttp2Headers();
      if (exchange == null) {
        answer.status("418");
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(answer, true));
        return;
      }
      JsonNode response = exchange.response();
      answer.status(response.path("status").asText());
      response
          .path("headers")
          .fields()
          .forEachRemaining(h -> answer.add(h.getKey(), h.getValue().asText()));
      stream.writeAndFlush(new DefaultHttp2HeadersFrame(answer, false));
      response.path("steps").forEach(steps::add);
      advance(stream);
    }

    /** The outer frame is signed; what is signed is a frame again, or nothing at the end. */
    private void frame(Message signed) {
      mine.signatures.add(
          HexFormat.of().formatHex(signed.getHeaders().get(":chunk-signature").getByteArray()));
      if (!signed.getHeaders().containsKey(":date")) {
        throw new IllegalStateException("a frame without a date");
      }
      if (signed.getPayload().length == 0) {
        mine.ended = true;
        return;
      }
      Message event = Message.decode(java.nio.ByteBuffer.wrap(signed.getPayload()));
      Map<String, HeaderValue> headers = event.getHeaders();
      if (!headers.get(":event-type").getString().equals("AudioEvent")
          || !headers.get(":message-type").getString().equals("event")) {
        throw new IllegalStateException("not an audio event: " + headers);
      }
      mine.pcm.writeBytes(event.getPayload());
      mine.pieces.add(event.getPayload().length);
    }

    private void advance(ChannelHandlerContext stream) {
      while (!pausing && !steps.isEmpty()) {
        JsonNode step = steps.peek();
        if (step.has("await") && !hasCome(step.path("await").asText())) {
          return;
        }
        steps.poll();
        if (step.has("pauseMillis")) {
          pausing = true;
          stream
              .executor()
              .schedule(
                  () -> {
                    pausing = false;
                    advance(stream);
                  },
                  step.path("pauseMillis").asLong(),
                  TimeUnit.MILLISECONDS);
        } else if (step.has("reset")) {
          stream.writeAndFlush(new DefaultHttp2ResetFrame(step.path("reset").asLong()));
        } else if (step.has("json")) {
          write(stream, step.path("json").toString().getBytes(StandardCharsets.UTF_8), false);
        } else if (step.has("event")) {
          write(stream, frameOf(step), false);
        } else if (step.has("end")) {
          write(stream, new byte[0], true);
        }
      }
    }

    private boolean hasCome(String what) {
      return what.equals("audio") ? !mine.pieces.isEmpty() : mine.ended;
    }

    private byte[] frameOf(JsonNode step) {
      Map<String, String> headers = new LinkedHashMap<>();
      step.path("event")
          .path("headers")
          .fields()
          .forEachRemaining(h -> headers.put(h.getKey(), h.getValue().asText()));
      byte[] payload =
          step.path("event").path("payload").toString().getBytes(StandardCharsets.UTF_8);
      byte[] frame = EventStreamFrame.of(headers, payload);
      if (step.has("damagedAt")) {
        frame[step.path("damagedAt").asInt()] ^= 0x55;
      }
      return frame;
    }

    private void write(ChannelHandlerContext stream, byte[] bytes, boolean last) {
      stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), last));
    }
  }
}
