package judges;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** VeraPdf FLAVOUR,FLAVOUR… FILE…: whether each file is of each profile, and the clauses it fails. */
public class VeraPdf {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = Stream.of(args[0].split(",")).map(PDFAFlavour::byFlavourId).toList();
        Lines.print(List.of(args).subList(1, args.length), file -> judge(file, flavours));
    }

    private static Object judge(File file, List<PDFAFlavour> flavours) throws Exception {
        List<Object> verdicts = new ArrayList<>();
        for (PDFAFlavour flavour : flavours) {
            try (VeraPDFFoundry foundry = Foundries.defaultInstance();
                    PDFAParser parser = foundry.createParser(file, flavour, PDFAFlavour.PDFA_1_B);
                    PDFAValidator validator = foundry.createValidator(List.of(flavour), 1, false, true, false)) {
                for (ValidationResult result : validator.validateAll(parser)) verdicts.add(verdict(result));
            }
        }
        return verdicts;
    }

    private static Object verdict(ValidationResult result) {
        List<String> failed = new ArrayList<>();
        result.getFailedChecks().forEach((rule, count) -> failed.add(
            rule.getClause() + "/" + rule.getTestNumber() + " (" + count + "): " + result.getValidationProfile().getRuleByRuleId(rule).getDescription()));
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("flavour", result.getPDFAFlavour().getId());
        verdict.put("compliant", result.isCompliant());
        verdict.put("failed", failed);
        return verdict;
    }
}
