import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.Endpoint;
import dev.windlass.activities.backup.dump.Opening;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.activities.backup.dump.Sealed;
import dev.windlass.activities.backup.dump.WorkerTools;
import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.plan.Database;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a worker does in a restore, for bench/backup: opens the objects of a backup, proves them by
 * the manifest, and feeds them to the engine's tool. Arguments: the backup's folder, the file of the
 * private key, port, database, user; the password comes on standard input. Prints the seconds that
 * it took, without the start of Java.
 */
void main(String[] arguments) throws Exception {
  Path folder = Path.of(arguments[0]);
  String key =
      Files.readAllLines(Path.of(arguments[1])).stream()
          .filter(line -> line.startsWith("AGE-SECRET-KEY-"))
          .findFirst()
          .orElseThrow();
  Manifest manifest = Manifest.parse(Files.readString(folder.resolve("manifest.json")));
  Database.Engine engine = manifest.origin().engine();
  Endpoint to =
      new Endpoint(
          engine,
          "127.0.0.1",
          Integer.parseInt(arguments[2]),
          arguments[3],
          arguments[4],
          Secret.of(IO.readln()));
  Manifest.StoredObject object = manifest.objects().getFirst();
  Sealed expected = new Sealed(object.bytes(), object.storedBytes(), object.sha256());
  long began = System.nanoTime();
  try (InputStream stored = Files.newInputStream(folder.resolve(object.name()))) {
    new DatabaseRestore(new WorkerTools(), to, RestoreOptions.whole())
        .run(plain -> Opening.with(Secret.of(key)).open(stored, expected, plain));
  }
  IO.println("%.3f".formatted((System.nanoTime() - began) / 1e9));
}
