/** Finite sources: files of rows, read as records of a feed. */
package dev.tributary.exporters.source;
