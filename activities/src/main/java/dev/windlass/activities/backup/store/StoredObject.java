package dev.windlass.activities.backup.store;

/** An object that is there whole. */
public record StoredObject(StoreKey key, long bytes) {}
