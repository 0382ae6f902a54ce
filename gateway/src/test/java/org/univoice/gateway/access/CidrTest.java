package org.univoice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.10.0/24, 10.0.10.255, true",
    "10.0.10.0/24, 10.0.11.0, false",
    "10.0.10.0/23, 10.0.11.0, true",
    "10.0.10.7, 10.0.10.7, true",
    "10.0.10.7, 10.0.10.8, false",
    "0.0.0.0/0, 255.1.2.3, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, 10, false"
  })
  void shouldKnowWhatLiesInIt(String network, String address, boolean inside) {
    assertThat(Cidr.of(network).contains(address)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "example.org", "::/129"})
  void shouldRefuseWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
