package dev.windlass.workflows.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of("file:///var/backups", new StoreAddress.Directory("/var/backups")),
        Arguments.of(
            "sftp://vault@backup.example/store",
            new StoreAddress.Sftp("vault", "backup.example", 22, "/store")),
        Arguments.of(
            "sftp://vault@10.0.0.7:2022/", new StoreAddress.Sftp("vault", "10.0.0.7", 2022, "/")),
        Arguments.of(
            "sftp://vault@[2001:db8::7]:2022/store",
            new StoreAddress.Sftp("vault", "2001:db8::7", 2022, "/store")),
        Arguments.of("s3://backups", new StoreAddress.S3("backups", "", null, null)),
        Arguments.of(
            "s3://backups/shop/nightly?region=eu-central-1",
            new StoreAddress.S3("backups", "shop/nightly", null, "eu-central-1")),
        Arguments.of(
            "s3://backups/shop?endpoint=http://127.0.0.1:9000&region=home",
            new StoreAddress.S3("backups", "shop", "http://127.0.0.1:9000", "home")));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void readsWhatItPrints(String text, StoreAddress address) {
    assertThat(StoreAddress.parse(text)).isEqualTo(address);
    assertThat(address.text()).isEqualTo(text);
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "file:///var/backups/, file:///var/backups",
    "sftp://vault@backup:22/store/, sftp://vault@backup/store",
    "s3://backups/, s3://backups",
    "s3://backups/shop/?endpoint=https://s3.example/, s3://backups/shop?endpoint=https://s3.example",
  })
  void hasOneFormForOnePlace(String written, String kept) {
    assertThat(StoreAddress.parse(written).text()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "/var/backups, is of no known kind; expected file:///abs/path",
    "ftp://host/x, is of no known kind",
    "file://backups, has no absolute path",
    "file:///, the root of the file system",
    "file:///var/../etc, has a ..",
    "file:///var/./x, has a .",
    "file:///var//x, has an empty part",
    "file:///var/a%20b, has a blank or one of",
    "file:///var/a b, has a blank or one of",
    "sftp://backup.example/store, is incomplete; expected sftp://user@host",
    "sftp://vault@backup.example, is incomplete; expected sftp://user@host",
    "sftp://@backup/store, login of a store",
    "sftp://vault@/store, host of a store",
    "sftp://vault@backup:/store, has no port after its colon",
    "sftp://vault@backup:0/store, 'port 0 of a store, expected 1 to 65535'",
    "sftp://vault@backup:65536/store, 'port 65536 of a store, expected 1 to 65535'",
    "sftp://vault@2001:db8::7/store, IPv6 without brackets",
    "sftp://vault@backup/store/../x, has a ..",
    "s3:///prefix, bucket of a store",
    "s3://B/prefix, 'bucket of a store: B, expected 3 to 63 lower-case letters'",
    "s3://backups//x, has an empty part",
    "s3://backups/../x, has a ..",
    "s3://backups?endpoint=s3.example, 'expected https://host or https://host:port'",
    "s3://backups?endpoint=https://h/path, 'expected https://host or https://host:port'",
    "s3://backups?region=, region of a store",
    "s3://backups?region=a&region=b, has region twice",
  })
  void saysWhatIsWrongAndWhatIsExpected(String text, String said) {
    assertThatThrownBy(() -> StoreAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sftp://vault:hunter2@backup/store",
        "sftp://vault:hunter2/x@backup/store",
        "sftp://vault:hunter2@y@backup/store",
        "s3://AKIA1:hunter2@backups/shop",
        "s3://backups/shop?endpoint=https://AKIA1:hunter2@s3.example",
        "s3://backups/shop?secretKey=hunter2",
        "s3://backups/shop?hunter2",
        "s3://backups/shop?region=x&token=hunter2",
      })
  void refusesSecretsWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> StoreAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grant")
        .message()
        .doesNotContain("hunter2", "AKIA1");
  }

  @Test
  void aStoreMadeByHandIsCheckedLikeAWrittenOne() {
    assertThatThrownBy(() -> new StoreAddress.Directory("var/backups"))
        .hasMessage(
            "store path var/backups is not absolute; expected one such as /var/backups/shop");
    assertThatThrownBy(() -> new StoreAddress.S3("backups", "/shop", null, null))
        .hasMessageContaining("has an empty part");
  }
}
