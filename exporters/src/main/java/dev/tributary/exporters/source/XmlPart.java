package dev.tributary.exporters.source;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through one XML part of a workbook before the workbook is opened, with the same parser that
 * opens it, so that the two cannot understand it differently. It holds nothing of what it reads.
 */
final class XmlPart {

  private static final XMLInputFactory XML = xml();

  /** Bytes of one row, one shared string, or anything between two tags. */
  private static final int LIMIT = 16 << 20;

  /** Columns of a sheet; Excel's last is XFD. */
  private static final int COLUMNS = 1 << 14;

  /** About what the shared strings, which reading keeps, may take of memory, in bytes. */
  private static final long STRINGS = 256L << 20;

  private static final long BYTES_A_STRING = 48;
  private static final Set<String> UNITS = Set.of("row", "si");

  /** Types of the parts that reading opens. */
  private static final Set<String> READ =
      Set.of("officeDocument", "worksheet", "sharedStrings", "styles");

  private final String name;
  private final CountedInput in;
  private long strings;
  private long lastString = -1;
  private String lastStringAt = "";
  private boolean isStrings;

  /**
   * A part.
   *
   * @param name as the zip has it
   */
  XmlPart(String name, InputStream in) {
    this.name = name;
    this.in = new CountedInput(in, LIMIT);
  }

  /** Reads it to its end. */
  XmlPart read() throws IOException {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(in);
      int depth = 0; // within rows and shared strings, which are bounded whole
      int cells = 0;
      String cellAt = null; // of a cell that names a shared string
      while (xml.hasNext()) {
        if (depth == 0) {
          in.nextPiece();
        }
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw new DamagedFileException(
              "holds a DOCTYPE (in %s), which no workbook has; it may be hostile: do not use it"
                  .formatted(name));
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          String element = xml.getLocalName();
          depth += UNITS.contains(element) ? 1 : 0;
          cells = element.equals("row") ? 0 : cells;
          switch (element) {
            case "Relationship" -> checkTarget(xml);
            case "sst" -> isStrings = true;
            case "si" -> countString();
            case "c" -> cellAt = cell(xml, ++cells);
            case "v" -> {
              if (cellAt != null) {
                countIndex(xml.getElementText().strip(), cellAt);
              }
            }
            default -> {} // nothing that reading would keep
          }
        } else if (event == XMLStreamConstants.END_ELEMENT && UNITS.contains(xml.getLocalName())) {
          depth--;
        }
      }
      return this;
    } catch (XMLStreamException e) {
      throw Stream.<Throwable>of(e.getNestedException(), e.getCause())
          .filter(DamagedFileException.class::isInstance)
          .map(DamagedFileException.class::cast)
          .findFirst()
          .orElseGet(
              () ->
                  new DamagedFileException(
                      e,
                      "is cut off or damaged: its part %s is no XML to its end; get it again"
                          .formatted(name)));
    }
  }

  /** How many shared strings it holds; negative if it is not the part that holds them. */
  long strings() {
    return isStrings ? strings : -1;
  }

  /** The greatest number of a shared string that a cell names; negative if none does. */
  long lastString() {
    return lastString;
  }

  /** Where that is named. */
  String lastStringAt() {
    return lastStringAt;
  }

  /** What is read as XML must be named as such, or it would not be looked at here. */
  private void checkTarget(XMLStreamReader xml) throws DamagedFileException {
    String type = Objects.requireNonNullElse(xml.getAttributeValue(null, "Type"), "");
    String target = Objects.requireNonNullElse(xml.getAttributeValue(null, "Target"), "");
    if (READ.contains(type.substring(type.lastIndexOf('/') + 1))
        && !target.toLowerCase(Locale.ROOT).endsWith(".xml")) {
      throw new DamagedFileException(
          "is damaged: %s names its part '%s', which should end in .xml; get it again"
              .formatted(name, Excerpt.of(target)));
    }
  }

  private void countString() throws DamagedFileException {
    strings++;
    if (strings * BYTES_A_STRING + in.count() > STRINGS) {
      throw new DamagedFileException(
          "holds more text than is kept in memory (over %,d MiB); save it as .csv"
              .formatted(STRINGS >> 20));
    }
  }

  /** Where a cell is that names a shared string; null for another. */
  private String cell(XMLStreamReader xml, int cells) throws DamagedFileException {
    String address = xml.getAttributeValue(null, "r");
    if (cells > COLUMNS || (address != null && column(address) > COLUMNS)) {
      throw new DamagedFileException(
          "is damaged: it has a cell %s in %s, beyond a sheet's last column; get it again"
              .formatted(address == null ? "" : address, name));
    }
    boolean shared = "s".equals(xml.getAttributeValue(null, "t"));
    return shared ? Objects.requireNonNullElse(address, "without address") : null;
  }

  private void countIndex(String index, String cell) throws DamagedFileException {
    try {
      int string = index.isEmpty() ? -1 : Integer.parseInt(index);
      if (string > lastString) {
        lastString = string;
        lastStringAt = cell + " in " + name;
      }
    } catch (NumberFormatException e) {
      throw new DamagedFileException(
          e,
          "is damaged: cell %s in %s names a string '%s'; get it again"
              .formatted(cell, name, index));
    }
  }

  /** Counted from 1; what is no address has a column beyond all. */
  private static int column(String address) {
    int column = 0;
    int i = 0;
    for (; i < address.length() && address.charAt(i) >= 'A' && address.charAt(i) <= 'Z'; i++) {
      column = Math.min(column * 26 + address.charAt(i) - 'A' + 1, COLUMNS + 1);
    }
    return i == 0 || i == address.length() ? COLUMNS + 1 : column;
  }

  private static XMLInputFactory xml() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
