package judges;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dss AT TRUST,TRUST… CRL,CRL… FILE…: the verdict on each signature and time-stamp. DER files; nothing is ever fetched; "-" for no list. */
public class Dss {
    public static void main(String[] args) throws Exception {
        Date at = Date.from(OffsetDateTime.parse(args[0]).toInstant());
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        for (byte[] der : files(args[1])) anchors.addCertificate(DSSUtils.loadCertificate(der));
        DSSDocument[] lists = files(args[2]).stream().map(InMemoryDocument::new).toArray(DSSDocument[]::new);
        Lines.print(List.of(args).subList(3, args.length), file -> judge(file, at, anchors, lists));
    }

    private static List<byte[]> files(String names) throws Exception {
        List<byte[]> found = new ArrayList<>();
        if (!names.equals("-")) for (String name : names.split(",")) found.add(Files.readAllBytes(Path.of(name)));
        return found;
    }

    private static Object judge(File file, Date at, CommonTrustedCertificateSource anchors, DSSDocument[] lists) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        verifier.setTrustedCertSources(anchors);
        if (lists.length > 0) verifier.setCrlSource(new ExternalResourcesCRLSource(lists));
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(at);
        Reports reports = validator.validateDocument();
        SimpleReport simple = reports.getSimpleReport();
        List<Object> rows = new ArrayList<>();
        for (SignatureWrapper signature : reports.getDiagnosticData().getSignatures()) {
            Map<String, Object> row = row("signature", simple, signature.getId(), signature.getPDFRevision());
            row.put("level", String.valueOf(signature.getSignatureFormat()));
            rows.add(row);
        }
        for (var stamp : reports.getDiagnosticData().getTimestampList()) rows.add(row("timestamp", simple, stamp.getId(), stamp.getPDFRevision()));
        return rows;
    }

    private static Map<String, Object> row(String kind, SimpleReport simple, String id, PDFRevisionWrapper revision) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("indication", String.valueOf(simple.getIndication(id)));
        row.put("subIndication", simple.getSubIndication(id) == null ? null : simple.getSubIndication(id).name());
        row.put("errors", texts(simple.getAdESValidationErrors(id)));
        row.put("warnings", texts(simple.getAdESValidationWarnings(id)));
        row.put("changes", revision == null ? List.of() : changes(revision));
        return row;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::getValue).toList();
    }

    /** What the detectors found after the signature. More signatures, and boxes that overlap as a seal does, are no change. */
    private static List<String> changes(PDFRevisionWrapper revision) {
        List<String> found = new ArrayList<>();
        if (!revision.isSignatureByteRangeValid()) found.add("byte range");
        if (!revision.isPdfSignatureDictionaryConsistent()) found.add("signature dictionary");
        if (!revision.getPdfVisualDifferenceConcernedPages().isEmpty()) found.add("looks different");
        if (!revision.getPdfPageDifferenceConcernedPages().isEmpty()) found.add("pages");
        add(found, "annotation", revision.getPdfAnnotationChanges());
        add(found, "undefined", revision.getPdfUndefinedChanges());
        return found;
    }

    private static void add(List<String> found, String kind, List<XmlObjectModification> changes) {
        if (changes != null) changes.stream().limit(5).forEach(change -> found.add(kind + ": " + change.getAction() + " " + change.getValue()));
    }
}
