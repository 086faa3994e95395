import dev.windlass.activities.backup.BackupReading;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.Endpoint;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.activities.backup.dump.WorkerTools;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.DirectoryStore;
import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.StoreAddress;
import dev.windlass.workflows.plan.Database;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a worker does in a restore, for bench/backup: opens the object of a backup, proves it and every
 * row in it by the manifest, and feeds it to the engine's tool. Arguments: the backup's folder, the file of the
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
  Path environment = folder.getParent();
  Path application = environment.getParent();
  BackupStore store =
      new DirectoryStore(new StoreAddress.Directory(application.getParent().toString()));
  BackupReading reading =
      new BackupReading(
          store,
          new BackupReading.Wanted(
              application.getFileName().toString(),
              environment.getFileName().toString(),
              folder.getFileName().toString(),
              null,
              null));
  Manifest manifest = reading.manifest();
  Database.Engine engine = manifest.origin().engine();
  Endpoint to =
      new Endpoint(
          engine,
          "127.0.0.1",
          Integer.parseInt(arguments[2]),
          arguments[3],
          arguments[4],
          Secret.of(IO.readln()));
  long began = System.nanoTime();
  new DatabaseRestore(new WorkerTools(), to, RestoreOptions.whole())
      .run(plain -> reading.dump(manifest, () -> Secret.of(key), plain, _ -> {}));
  IO.println("%.3f".formatted((System.nanoTime() - began) / 1e9));
}
