package org.univoice.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.TlsKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReloadedTlsTest {
  private static final Duration SOON = Duration.ofMillis(10);

  @TempDir Path folder;

  @Test
  void shouldShowWhatLiesInTheFilesNow() throws Exception {
    PemFiles files = new PemFiles(folder);
    X509Certificate first = files.renew();
    try (ReloadedTls tls = ReloadedTls.open(files.rechecked(SOON))) {
      assertThat(tls.get().chain()).containsExactly(first);

      X509Certificate second = files.renew();
      while (!tls.get().chain().get(0).equals(second)) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void shouldKeepWhatItHasUntilKeyAndCertificateBelongTogether() throws Exception {
    PemFiles files = new PemFiles(folder);
    X509Certificate first = files.renew();
    try (ReloadedTls tls = ReloadedTls.open(files.rechecked(SOON))) {
      files.writeKey(TlsKeyPair.ofSelfSigned("localhost").privateKey().getEncoded());
      Thread.sleep(100);
      assertThat(tls.get().chain()).containsExactly(first);
      Files.writeString(folder.resolve("tls.crt"), "");
      Thread.sleep(100);
      assertThat(tls.get().chain()).containsExactly(first);

      X509Certificate third = files.renew();
      while (!tls.get().chain().get(0).equals(third)) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void shouldSayAtTheStartWhatIsWrong() throws Exception {
    PemFiles files = new PemFiles(folder);
    assertThatThrownBy(() -> ReloadedTls.open(files.rechecked(SOON)))
        .hasMessageContaining("tls.crt")
        .hasMessageContaining("cannot be read");

    files.renew();
    files.writeKey(TlsKeyPair.ofSelfSigned("localhost").privateKey().getEncoded());
    assertThatThrownBy(() -> ReloadedTls.open(files.rechecked(SOON)))
        .hasMessageContaining("does not belong to the certificate");

    Files.writeString(folder.resolve("tls.key"), "-----BEGIN RSA PRIVATE KEY-----");
    assertThatThrownBy(() -> ReloadedTls.open(files.rechecked(SOON)))
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void shouldNotShowTheKey() throws Exception {
    PemFiles files = new PemFiles(folder);
    files.renew();
    try (ReloadedTls tls = ReloadedTls.open(files.rechecked(SOON))) {
      String key = Base64.getEncoder().encodeToString(tls.get().key().getEncoded());
      assertThat(tls.get().toString())
          .startsWith("TlsIdentity[CN=localhost")
          .doesNotContain(key.substring(0, 40));
    }
  }
}
