/** The rows of tables, read from the files that jobs wrote. */
package dev.tributary.loaders.rows;
