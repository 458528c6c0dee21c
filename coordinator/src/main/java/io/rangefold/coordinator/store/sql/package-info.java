/**
 * Stores in SQLite and PostgreSQL. What the tables mean stands in the migrations, which both databases share.
 *
 * <p>{@link io.rangefold.coordinator.store.sql.SqlStores} opens a store, {@link io.rangefold.coordinator.store.sql.SqlStore} is one.
 * A row that a restart rests on carries a checksum, {@link io.rangefold.coordinator.store.sql.Row}; what of a group
 * becomes which statements is {@link io.rangefold.coordinator.store.sql.GroupWriter}.
 */
@NullMarked
package io.rangefold.coordinator.store.sql;

import org.jspecify.annotations.NullMarked;
