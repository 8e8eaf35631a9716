/** The files of published tables, counted. */
package dev.tributary.loaders.audit;
