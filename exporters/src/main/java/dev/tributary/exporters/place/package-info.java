/**
 * Where a message is of, and the line that is written of it. docs/places.md says how a place is
 * found and what its directory is called.
 */
package dev.tributary.exporters.place;
