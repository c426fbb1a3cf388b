import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Checks files against PDF/UA-1 and PDF/A-3a.
 *
 * Prints one line a file and standard, "file TAB standard TAB pass|fail|broken", and one line a
 * broken rule, "TAB clause-test TAB message TAB where".
 */
public final class Check {
    private static final String[][] STANDARDS = {{"ua1", "PDFUA-1"}, {"3a", "PDFA-3A"}};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String[] standard : STANDARDS) {
            // The directory of built-in profiles is empty in this jar: read the file itself.
            ValidationProfile profile;
            try (InputStream xml = Check.class.getResourceAsStream(
                    "/org/verapdf/pdfa/validation/" + standard[1] + ".xml")) {
                profile = Profiles.profileFromXml(xml);
            }
            for (String file : files) {
                check(file, standard[0], profile);
            }
        }
    }

    private static void check(String file, String standard, ValidationProfile profile) {
        try (InputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance()
                        .createParser(input, PDFAFlavour.fromString(standard));
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, 20, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(file + "\t" + standard + "\t"
                    + (result.isCompliant() ? "pass" : "fail"));
            for (TestAssertion assertion : result.getTestAssertions()) {
                System.out.println("\t" + assertion.getRuleId().getClause() + "-"
                        + assertion.getRuleId().getTestNumber() + "\t" + flat(assertion.getMessage())
                        + "\t" + flat(assertion.getLocation().getContext()));
            }
        } catch (VeraPDFException | java.io.IOException | RuntimeException problem) {
            System.out.println(file + "\t" + standard + "\tbroken");
            System.out.println("\t-\t" + flat(problem.toString()) + "\t");
        }
    }

    private static String flat(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}
