package io.rangefold.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private final HostCheck loopback = new HostCheck(ApiSettings.loopback(0));
    private final HostCheck open = new HostCheck(new ApiSettings("0.0.0.0", 0, Set.of("Node-7.example")));

    @Test
    void onLoopback_onlyItsNamesAreAnswered() {
        assertThat(loopback.allows("localhost")).isTrue();
        assertThat(loopback.allows("LocalHost.:8520")).isTrue();
        assertThat(loopback.allows("127.1.2.3:1")).isTrue();
        assertThat(loopback.allows("[::1]")).isTrue();
        assertThat(loopback.allows("192.168.0.1")).isFalse();
        assertThat(loopback.allows("127.0.0.1.evil.example")).isFalse();
        assertThat(loopback.allows("node-7.example")).isFalse();
        assertThat(loopback.allows("")).isFalse();
        assertThat(loopback.allows(null)).isFalse();
    }

    @Test
    void beyondLoopback_addressesAndTheAdvertisedNameAreAnswered() {
        assertThat(open.allows("192.168.0.1:8520")).isTrue();
        assertThat(open.allows("[fe80::1]:8520")).isTrue();
        assertThat(open.allows("node-7.EXAMPLE:8520")).isTrue();
        assertThat(open.allows("localhost")).isTrue();
        assertThat(open.allows("evil.example")).isFalse();
        assertThat(open.allows("1.2.3.4.evil.example")).isFalse();
    }

    @Test
    void origin_mustBeTheServerItself() {
        assertThat(HostCheck.sameOrigin(null, "localhost:1")).isTrue();
        assertThat(HostCheck.sameOrigin("http://localhost:1", "localhost:1")).isTrue();
        assertThat(HostCheck.sameOrigin("http://localhost:2", "localhost:1")).isFalse();
        assertThat(HostCheck.sameOrigin("null", "localhost:1")).isFalse();
    }
}
