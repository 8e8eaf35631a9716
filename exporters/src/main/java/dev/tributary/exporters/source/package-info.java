/** Finite sources: files of rows, read as records of a feed, and the bytes of files. */
package dev.tributary.exporters.source;
