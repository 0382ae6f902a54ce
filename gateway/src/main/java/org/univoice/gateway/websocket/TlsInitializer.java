package org.univoice.gateway.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.univoice.gateway.tls.TlsIdentity;
import org.univoice.gateway.tls.TlsPolicy;

/** TLS around the way of a client's bytes, with the identity that is there when it connects. */
final class TlsInitializer extends ChannelInitializer<Channel> {
  private final Supplier<TlsIdentity> identities;
  private final ChannelHandler inside;
  private TlsIdentity identity;
  private SslContext context;

  TlsInitializer(Supplier<TlsIdentity> identities, ChannelHandler inside) {
    this.identities = identities;
    this.inside = inside;
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  protected void initChannel(Channel channel) throws SSLException {
    channel.pipeline().addLast("tls", current().newHandler(channel.alloc()));
    channel.pipeline().addLast("tls failure", new TlsFailureHandler());
    channel.pipeline().addLast(inside);
  }

  private synchronized SslContext current() throws SSLException {
    TlsIdentity wanted = identities.get();
    if (wanted != identity) {
      context =
          SslContextBuilder.forServer(wanted.key(), wanted.chain())
              .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
              .protocols(TlsPolicy.PROTOCOL)
              .ciphers(TlsPolicy.CIPHERS)
              .build();
      identity = wanted;
    }
    return context;
  }
}
