package dev.tributary.exporters.source;

import static dev.tributary.exporters.source.Sources.REAL;
import static dev.tributary.exporters.source.Sources.WATER;
import static dev.tributary.exporters.source.Sources.messages;
import static dev.tributary.exporters.source.Sources.records;
import static dev.tributary.exporters.source.Sources.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that are refused whole, and what comes near to them and is taken. */
final class DirtyWorkbookTest {

  private static final String HEADER = "SITE_ID|PROGRAM_ID|DATE_SMP|PH_LAB";
  private static final String SHEET = "xl/worksheets/sheet1.xml";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("rows.xlsx");
  }

  @Test
  void aWorkbookIsTaken() throws IOException {
    assertThat(messages(good().write(file), WATER.feed()))
        .containsExactly(
            "{\"SITE_ID\":\"VT33\",\"PROGRAM_ID\":\"VTSSS\",\"DATE_SMP\":\"2020-11-06T00:00:00\",\"PH_LAB\":7.2}");
  }

  @Test
  void aTextNamedAsAWorkbookIsRefused() throws IOException {
    Files.writeString(file, "SITE_ID;PROGRAM_ID;DATE_SMP\n1;P;03/03/2003 00:00:00\n");
    assertRefused("is named as a workbook and is none; name it .csv if it is delimited text");
    Path macro = Files.writeString(directory.resolve("ROWS.XLSM"), "hello");
    assertThat(refusal(macro))
        .isEqualTo(
            "file 'ROWS.XLSM' is named as a workbook and is none; name it .csv if it is delimited"
                + " text; nothing was sent");
  }

  @Test
  void anOldBinaryWorkbookIsRefused() throws IOException {
    file = directory.resolve("rows.xls");
    Files.write(file, Arrays.copyOf(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), 4096));
    assertRefused(
        "is a workbook of the old binary form (.xls), or has a password; save it as .xlsx without one");
  }

  @Test
  void aZipThatIsNoWorkbookIsRefused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("rows.csv"));
      zip.write("SITE_ID;PROGRAM_ID;DATE_SMP\n".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused("is a zip file, but no workbook; unpack it and name the file within");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write("<document/>".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(
        "is no .xlsx workbook within (/xl/_rels/workbook.xml.rels not found); save it as one");
  }

  @Test
  void aGzippedWorkbookIsRefused() throws IOException {
    good().write(file);
    byte[] bytes = Files.readAllBytes(file);
    file = directory.resolve("rows.xlsx.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    assertRefused("is a gzipped workbook; unpack it with gunzip");
  }

  @Test
  void aWorkbookCutAnywhereIsRefused() throws IOException {
    good().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 8; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("begins as a workbook and does not end as one: it is cut off; get it again");
    }
  }

  @Test
  void theRealWorkbookCutIsRefused() throws IOException {
    assumeTrue(Files.isDirectory(REAL), "the real data is not here");
    byte[] whole = Files.readAllBytes(REAL.resolve("LTM_Data_2022_8_1_fullprecision.xlsx"));
    for (int length :
        new int[] {100, 100_000, whole.length / 2, whole.length - 1000, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("begins as a workbook and does not end as one: it is cut off; get it again");
    }
  }

  @Test
  void aSheetCutWithinAWholeZipIsRefused() throws IOException {
    good().part(SHEET, "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"").write(file);
    assertRefused(
        "is cut off or damaged: its part xl/worksheets/sheet1.xml is no XML to its end; get it again");
  }

  @Test
  void aPartWithAWrongByteIsRefused() throws IOException {
    good().part("xl/media/image1.png", "stored without looking at it").write(file);
    byte[] bytes = Files.readAllBytes(file);
    int sum =
        new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("xl/media/image1.png") - 30;
    bytes[sum] ^= 1; // the check sum in the zip's directory
    Files.write(file, bytes);
    assertRefused("is damaged: its part xl/media/image1.png is not what was packed; get it again");
  }

  @Test
  void aPartPackedInAnotherWayIsRefused() throws IOException {
    good().write(file);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("PK\u0001\u0002") + 10] = 93; // Zstandard, in the zip's directory
    Files.write(file, bytes);
    assertRefused(
        "is damaged: its part [Content_Types].xml is packed as no workbook's is (method 93);"
            + " get it again");
  }

  /** Whatever byte is wrong, it is taken as it was or refused in one line. */
  @Test
  void noWrongByteIsAnythingElseThanARefusal() throws IOException {
    good().write(file);
    List<String> right = messages(file, WATER.feed());
    byte[] whole = Files.readAllBytes(file);
    for (int i = 4; i < whole.length; i++) {
      byte[] bytes = whole.clone();
      bytes[i] ^= 0x55;
      Files.write(file, bytes);
      try {
        assertThat(messages(file, WATER.feed())).as("byte %d", i).isEqualTo(right);
      } catch (dev.tributary.catalog.run.TributaryException e) {
        assertThat(e.getMessage()).as("byte %d", i).hasLineCount(1).startsWith("file 'rows.xlsx' ");
      }
    }
  }

  @Test
  void aZipBombIsRefusedBeforeItIsRead() throws IOException {
    for (String bomb : new String[] {"xl/media/image1.png", "xl/comments1.xml"}) {
      try (ZipOutputStream zip = good().begin(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry(bomb));
        zip.write("<a>".getBytes(StandardCharsets.UTF_8));
        byte[] spaces = "<b/>".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 70; i++) {
          zip.write(spaces);
        }
        zip.write("</a>".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(Files.size(file)).isLessThan(200_000);
      assertRefused(
          "unpacks (part "
              + bomb
              + ") to more than 100 times its size, as hostile files do; if this one is trusted,"
              + " raise tributary.source.max.inflation");
    }
    assertThat(
            records(
                new SourceFile(file, Optional.empty(), 2000).examine(WATER.feed(), List.of(WATER))))
        .hasSize(1);
  }

  @Test
  void manySmallBombsAreRefused() throws IOException {
    try (ZipOutputStream zip = good().begin(Files.newOutputStream(file))) {
      byte[] zeros = new byte[16 << 20];
      for (int i = 0; i < 5; i++) {
        zip.putNextEntry(new ZipEntry("xl/media/image" + i + ".png"));
        zip.write(zeros);
      }
    }
    assertRefused(
        "unpacks (as a whole) to more than 100 times its size, as hostile files do; if this one is"
            + " trusted, raise tributary.source.max.inflation");
  }

  @Test
  void aCellThatWouldFillMemoryIsRefused() throws IOException {
    try (ZipOutputStream zip = good().begin(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet2.xml"));
      zip.write(
          "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>".getBytes(StandardCharsets.UTF_8));
      zip.write("x".repeat(17 << 20).getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(
        "holds a piece of more than 16 MiB where a row, a cell or a record should be; it is damaged");
  }

  @Test
  void aCellBeyondASheetsColumnsIsRefused() throws IOException {
    for (String address : new String[] {"XFE3", "ZZZZZZZZZZ3", "3", "?3"}) {
      new TestWorkbook()
          .rawSheet("A", "<row r=\"3\"><c r=\"%s\"><v>1</v></c></row>".formatted(address))
          .write(file);
      assertRefused(
          "is damaged: it has a cell "
              + address
              + " in xl/worksheets/sheet1.xml, beyond a sheet's last column; get it again");
    }
  }

  @Test
  void aSharedStringThatIsNotThereIsRefused() throws IOException {
    String cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>%s</v></c></row>";
    new TestWorkbook().rawSheet("A", cell.formatted(2_000_000_000)).write(file);
    assertRefused(
        "is damaged: cell A1 in xl/worksheets/sheet1.xml names string 2,000,000,001 of 0; get it again");
    new TestWorkbook()
        .rawSheet("A", cell.formatted(1))
        .part("xl/sharedStrings.xml", "<sst><si><t>SITE_ID</t></si></sst>")
        .write(file);
    assertRefused(
        "is damaged: cell A1 in xl/worksheets/sheet1.xml names string 2 of 1; get it again");
    new TestWorkbook().rawSheet("A", cell.formatted("x")).write(file);
    assertRefused(
        "is damaged: cell A1 in xl/worksheets/sheet1.xml names a string 'x'; get it again");
  }

  /** Where it would not be looked at. */
  @Test
  void aSheetThatIsNotNamedXmlIsRefused() throws IOException {
    String relations =
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\""
            + " Target=\"worksheets/sheet1.dat\"/></Relationships>";
    good().part("xl/_rels/workbook.xml.rels", relations).write(file);
    assertRefused(
        "is damaged: xl/_rels/workbook.xml.rels names its part 'worksheets/sheet1.dat',"
            + " which should end in .xml; get it again");
  }

  @Test
  void aDoctypeIsRefusedInAnyEncodingAndNothingIsFetched() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "the secret");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String web = "http://127.0.0.1:" + server.getLocalPort() + "/";
      for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16}) {
        for (String part :
            new String[] {SHEET, "xl/workbook.xml", "_rels/.rels", "docProps/app.xml"}) {
          String xml =
              """
              <?xml version="1.0" encoding="%s"?>
              <!DOCTYPE worksheet SYSTEM "%sdtd" [<!ENTITY file SYSTEM "%s"><!ENTITY web SYSTEM "%s">]>
              <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&file;&web;</t></is></c></row></sheetData></worksheet>
              """
                  .formatted(charset.name(), web, secret.toUri(), web);
          good().part(part, xml.getBytes(charset)).write(file);
          assertRefused(
              "holds a DOCTYPE (in "
                  + part
                  + "), which no workbook has; it may be hostile: do not use it");
        }
      }
      server.setSoTimeout(200);
      Assertions.assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void severalSheetsWithRowsAreRefusedUnlessOneIsNamed() throws IOException {
    good().sheet("Notes", "made in 2003").sheet("Empty").write(file);
    assertRefused(
        "has rows in 2 sheets ('Samples', 'Notes'); name the one to send with --sheet NAME");
    ExaminedFile samples = sheet("samples").examine(WATER.feed(), List.of(WATER));
    assertThat(records(samples)).hasSize(1);
    // Each sheet has a progress of its own.
    assertThat(samples.id()).endsWith("#samples");
    assertThat(sheet("Samples").examine(WATER.feed(), List.of(WATER)).id()).isEqualTo(samples.id());
    assertThat(refusal(sheet("Sheet 9"), WATER.feed()))
        .isEqualTo(
            "file 'rows.xlsx' has no sheet 'Sheet 9'; it has: 'Samples', 'Notes', 'Empty';"
                + " nothing was sent");
    assertThat(refusal(sheet("Empty"), WATER.feed()))
        .isEqualTo(
            "file 'rows.xlsx' is empty; its first row must name the columns of water; nothing was sent");
  }

  @Test
  void theOnlySheetWithRowsIsTakenWhereverItIs() throws IOException {
    new TestWorkbook()
        .sheet("Cover")
        .rawSheet("Styled", "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>")
        .sheet("Samples", HEADER, "VT33|VTSSS|44141|7.2")
        .write(file);
    assertThat(messages(file, WATER.feed())).hasSize(1);
  }

  @Test
  void aWorkbookWithoutRowsIsRefused() throws IOException {
    new TestWorkbook().sheet("Samples").write(file);
    assertRefused("is empty: no sheet has a row; get it again");
    new TestWorkbook().sheet("Samples", HEADER).write(file);
    assertRefused("has a header and no rows; get it again");
  }

  /** "5 July 2011" is 40729 from 1900 and 39267 from 1904: Microsoft's own example. */
  @Test
  void datesCountFromTheWorkbooksOwnDay() throws IOException {
    good("40729").write(file);
    assertThat(messages(file, WATER.feed()).get(0)).contains("\"2011-07-05T00:00:00\"");
    good("39267").from1904().write(file);
    assertThat(messages(file, WATER.feed()).get(0)).contains("\"2011-07-05T00:00:00\"");
    good("39267.5").from1904().write(file);
    assertThat(messages(file, WATER.feed()).get(0)).contains("\"2011-07-05T12:00:00\"");
  }

  @Test
  void shortRowsAreAsWorkbooksHaveThem() throws IOException {
    new TestWorkbook().sheet("A", HEADER, "VT33|VTSSS|44141", "VT34|VTSSS|44141|6.5").write(file);
    assertThat(messages(file, WATER.feed())).hasSize(2).first().asString().doesNotContain("PH_LAB");
  }

  @Test
  void aValueThatNoColumnNamesIsRefused() throws IOException {
    new TestWorkbook().sheet("A", HEADER, "VT33|VTSSS|44141|7.2|lost").write(file);
    assertRefused(
        "row 2 has 'lost' in column 5, which the header does not name; name the column, or mend the row");
    new TestWorkbook().sheet("A", "SITE_ID||PROGRAM_ID|DATE_SMP", "1|5|P|44141").write(file);
    assertRefused(
        "row 2 has '5' in column 2, which the header does not name; name the column, or mend the row");
  }

  @Test
  void aSecondHeaderIsRefused() throws IOException {
    new TestWorkbook().sheet("A", HEADER, "VT33|VTSSS|44141|7.2", "", HEADER).write(file);
    assertRefused(
        "row 4 is the header again: it is two files in one; part them, or remove that row");
    new TestWorkbook().sheet("A", HEADER, "||mm/dd/yyyy|pH", "VT33|VTSSS|44141|7.2").write(file);
    assertRefused(
        "row 2 has no value of its column's type (DATE_SMP 'mm/dd/yyyy', PH_LAB 'pH'):"
            + " it is a second header line, such as one of units; remove it");
  }

  @Test
  void aFormulaIsWhatItLastCameTo() throws IOException {
    formula("<f>44140+1</f><v>44141</v>").write(file);
    assertThat(messages(file, WATER.feed()).get(0)).contains("\"2020-11-06T00:00:00\"");
    formula("<f>44140+1</f>").write(file);
    assertRefused(
        "row 2 has a formula in C2 that was never computed; save it from a spreadsheet program");
  }

  @Test
  void aCellOfAnotherTypeIsRefused() throws IOException {
    new TestWorkbook()
        .rawSheet("A", "<row r=\"1\"><c r=\"A1\" t=\"d\"><v>2003-03-03</v></c></row>")
        .write(file);
    assertRefused("cannot be read in sheet 'A' after row 0 (Unknown cell type : d); save it anew");
  }

  @Test
  void whatTheReaderDoesNotUnderstandIsOneLine() throws IOException {
    good().part("[Content_Types].xml", "<Types><Override/></Types>").write(file);
    assertThat(refusal(file)).startsWith("file 'rows.xlsx' is no .xlsx workbook within (");
  }

  @Test
  void rowsAndCellsWithoutAddressAreCounted() throws IOException {
    String text = "<c t=\"inlineStr\"><is><t>%s</t></is></c>";
    new TestWorkbook()
        .rawSheet(
            "A",
            "<row>%s%s%s</row><row>%s%s<c><v>44141</v></c></row>"
                .formatted(
                    text.formatted("SITE_ID"),
                    text.formatted("PROGRAM_ID"),
                    text.formatted("DATE_SMP"),
                    text.formatted("1"),
                    text.formatted("P")))
        .write(file);
    assertThat(records(Sources.source(file).examine(WATER.feed(), List.of())).get(0).origin())
        .isEqualTo("rows.xlsx row 2");
  }

  @Test
  void aNumberWithAnExponentBeyondAllDatesIsText() throws IOException {
    new TestWorkbook()
        .rawSheet(
            "A",
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>START_YEAR</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>SITE_ID</t></is></c>"
                + "<c r=\"C1\" t=\"inlineStr\"><is><t>PROGRAM_ID</t></is></c>"
                + "<c r=\"D1\" t=\"inlineStr\"><is><t>DATE_SMP</t></is></c>"
                + "<c r=\"E1\" t=\"inlineStr\"><is><t>PH_LAB</t></is></c></row>"
                + "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"C2\"><v>1</v></c>"
                + "<c r=\"D2\"><v>1E999999999</v></c><c r=\"E2\"><v>7</v></c></row>"
                + "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"C3\"><v>1</v></c>"
                + "<c r=\"D3\"><v>1E-999999999</v></c></row>")
        .write(file);
    assertThat(messages(file, WATER.feed()))
        .containsExactly(
            "{\"SITE_ID\":\"1\",\"PROGRAM_ID\":\"1\",\"DATE_SMP\":\"1E+999999999\",\"PH_LAB\":7}",
            "{\"SITE_ID\":\"1\",\"PROGRAM_ID\":\"1\",\"DATE_SMP\":\"1899-12-30T00:00:00\"}");
  }

  private TestWorkbook good() {
    return good("44141");
  }

  /** 44141 is 6 November 2020. */
  private static TestWorkbook good(String date) {
    return new TestWorkbook().sheet("Samples", HEADER, "VT33|VTSSS|" + date + "|7.2");
  }

  private static TestWorkbook formula(String content) {
    String text = "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>";
    return new TestWorkbook()
        .rawSheet(
            "A",
            "<row r=\"1\">%s%s%s</row><row r=\"2\">%s%s<c r=\"C2\">%s</c></row>"
                .formatted(
                    text.formatted("A1", "SITE_ID"),
                    text.formatted("B1", "PROGRAM_ID"),
                    text.formatted("C1", "DATE_SMP"),
                    text.formatted("A2", "1"),
                    text.formatted("B2", "P"),
                    content));
  }

  private SourceFile sheet(String name) {
    return new SourceFile(file, Optional.of(name), 100);
  }

  private void assertRefused(String fault) {
    assertThat(refusal(file))
        .isEqualTo("file '" + file.getFileName() + "' " + fault + "; nothing was sent");
  }
}
