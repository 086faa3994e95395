package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.Thing;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbScannerTest {

  private static final String DUMP =
      """
      /*M!999999\\- enable the sandbox mode */\s
      -- MariaDB dump 10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)
      --
      -- Host: 127.0.0.1    Database: shop
      -- ------------------------------------------------------
      -- Server version\t10.11.19-MariaDB-0+deb12u1
      /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;

      --
      -- Table structure for table `a``b`
      --

      DROP TABLE IF EXISTS `a``b`;
      CREATE TABLE `a``b` (
        `id` int(11) NOT NULL COMMENT 'it''s; -- no comment /* nor this',
        `VALUES` varchar(20) DEFAULT NULL
      ) ENGINE=InnoDB;
      INSERT INTO `a``b` VALUES
      (1,'one; (two) \\'three\\' \\\\'),
      (2,NULL),
      (3,0xFF00),(4,_binary 'x\\'),(5,\\'y');
      INSERT  IGNORE INTO `a``b` (`id`, `VALUES`) VALUES (6,'it''s');
      CREATE TABLE `empty` (`id` int);
      /*!50001 CREATE VIEW `v` AS SELECT
       1 AS `id` */;
      DELIMITER ;;
      /*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `t r` BEFORE INSERT ON `a``b` FOR EACH ROW
      begin
        -- don't stumble; INSERT INTO `x` VALUES (1);
        # nor here '
        set @a = 'x;;y'; /* it's ;; */
      end */;;
      DELIMITER ;
      DELIMITER ;;
      CREATE DEFINER=`root`@`localhost` FUNCTION `f`() RETURNS int
      return 1 ;;
      CREATE DEFINER=`root`@`localhost` PROCEDURE `f`()
      select 1 ;;
      /*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01 00:00:00' ON COMPLETION NOT PRESERVE ENABLE DO select 1 */ ;;
      DELIMITER ;
      CREATE SEQUENCE `s` start with 1 minvalue 1 ENGINE=InnoDB;
      DO SETVAL(`s`, 1001, 0);
      /*!50001 DROP VIEW IF EXISTS `v`*/;
      /*!50001 CREATE ALGORITHM=UNDEFINED */
      /*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
      /*!50001 VIEW `v` AS select 1 AS `id` */;
      /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

      -- Dump completed
      """;

  private static DumpContents scan(String dump) throws IOException {
    byte[] bytes = dump.getBytes(UTF_8);
    return scan(bytes, bytes.length);
  }

  private static DumpContents scan(byte[] dump, int piece) throws IOException {
    var scanner = new MariaDbScanner();
    for (int i = 0; i < dump.length; i += piece) {
      scanner.accept(dump, i, Math.min(piece, dump.length - i));
    }
    return scanner.finish();
  }

  private static Manifest.Table only(String rows) throws IOException {
    return scan("INSERT INTO `t` VALUES " + rows + ";\n-- Dump completed\n").tables().getFirst();
  }

  @Test
  void findsTablesRowsAndThingsOfADumpWithTraps() throws IOException {
    DumpContents found = scan(DUMP);

    assertThat(found.tables())
        .extracting(Manifest.Table::name, Manifest.Table::rows)
        .containsExactly(tuple("a`b", 5L), tuple("empty", 0L));
    assertThat(found.things())
        .extracting(thing -> thing.kind() + " " + thing.name())
        .containsExactly(
            "VIEW v",
            "ROUTINE function f",
            "ROUTINE procedure f",
            "TRIGGER t r",
            "EVENT e",
            "SEQUENCE s");
    assertThat(found.serverVersion()).isEqualTo("10.11.19-MariaDB-0+deb12u1");
    assertThat(found.toolVersion())
        .isEqualTo("10.19  Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)");
  }

  @Test
  void findsTheSameInPiecesOfAnySize() throws IOException {
    byte[] bytes = DUMP.getBytes(UTF_8);
    DumpContents whole = scan(DUMP);
    for (int piece = 1; piece < 200; piece++) {
      assertThat(scan(bytes, piece)).as("pieces of %d", piece).isEqualTo(whole);
    }
  }

  @Test
  void digestsRowsInAnyOrderAndGrouping() throws IOException {
    Manifest.Table table = only("(1,'a'),(2,'b'),(3,'c')");

    assertThat(table.digest()).matches("xxh3-128:[0-9a-f]{32}");
    assertThat(only("(3,'c'),\n(1,'a'),(2,'b')")).isEqualTo(table);
    assertThat(only("(2,'b');\nINSERT INTO `t` VALUES\n(1,'a'),(3,'c')")).isEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1,'a'),(2,'b')",
        "(1,'a'),(2,'b'),(3,'d')",
        "(1,'a'),(2,'b'),(3,'c'),(3,'c')",
        "(1,'a'),(1,'a'),(3,'c')",
        "(1,'a'),(2,'b'),(3,NULL)",
        "(1,'b'),(2,'a'),(3,'c')"
      })
  void digestsOtherRowsOtherwise(String rows) throws IOException {
    assertThat(only(rows)).isNotEqualTo(only("(1,'a'),(2,'b'),(3,'c')"));
  }

  @Test
  void aRowThatStandsThereTwiceIsNotARowThatIsNotThere() throws IOException {
    assertThat(only("(1),(1),(2),(2)").digest())
        .isNotEqualTo(only("(3),(3),(2),(2)").digest())
        .isNotEqualTo(only("(1),(1),(1),(1)").digest());
  }

  @Test
  void tellsDefinitionsApartButNotTheirOwners() throws IOException {
    List<Thing> things = scan(DUMP).things();

    assertThat(scan(DUMP.replace("`root`@`localhost`", "`app`@`%`")).things()).isEqualTo(things);
    assertThat(scan(DUMP.replace("NOT PRESERVE ENABLE", "NOT PRESERVE DISABLE")).things())
        .isEqualTo(things);
    assertThat(changed(things, DUMP.replace("return 1", "return 2"))).isEqualTo(ThingKind.ROUTINE);
    assertThat(changed(things, DUMP.replace("1001", "1002"))).isEqualTo(ThingKind.SEQUENCE);
    assertThat(changed(things, DUMP.replace("x;;y", "x;;z"))).isEqualTo(ThingKind.TRIGGER);
  }

  private static ThingKind changed(List<Thing> before, String dump) throws IOException {
    List<Thing> after = scan(dump).things();
    List<Thing> others = after.stream().filter(thing -> !before.contains(thing)).toList();
    assertThat(others).hasSize(1);
    return others.getFirst().kind();
  }

  @Test
  void aDumpWithoutItsEndNeverPasses() {
    byte[] bytes = DUMP.stripTrailing().getBytes(UTF_8);
    Random random = new Random(20261122);
    for (int i = 0; i < 200; i++) {
      int left = random.nextInt(bytes.length - 1);
      byte[] cut = Arrays.copyOf(bytes, left);
      assertThatThrownBy(() -> scan(cut, 97))
          .as("cut to %d", left)
          .isInstanceOfSatisfying(
              BrokenDumpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CUT_SHORT));
    }
    assertThatThrownBy(() -> scan(DUMP + "INSERT INTO `empty` VALUES (1);\n"))
        .hasMessageContaining("expected '-- Dump completed'");
  }

  @Test
  void whatIsNoDumpIsNotTakenForOneThatWasCutShort() {
    for (String other : List.of("PGDMP\u0001 public.orders;\n".repeat(100), DUMP + "rubbish")) {
      assertThatThrownBy(() -> scan(other))
          .isInstanceOfSatisfying(
              BrokenDumpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE));
    }
  }

  @Test
  void aRowThatOnlySpeaksOfTheEndIsNotTheEnd() {
    assertThatThrownBy(() -> scan("INSERT INTO `t` VALUES ('\n-- Dump completed\n');\n"))
        .isInstanceOf(BrokenDumpException.class)
        .hasMessageContaining("nothing of it counts");
  }

  @Test
  void saysWhereAnInsertIsNotAsTheToolWritesIt() {
    assertThatThrownBy(() -> scan("INSERT INTO `t` VALUES (1) ON DUPLICATE KEY UPDATE a = 1;\n"))
        .isInstanceOf(BrokenDumpException.class)
        .hasMessageContaining("found 'O' between the rows of `t`, expected '(', ',' or ';'");
  }
}
