package judges;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** One JSON line for each file, in the order given; a judge that fails or takes too long says so in its line. */
class Lines {
    static final int SECONDS = 120;

    interface Judge {
        Object judge(File file) throws Exception;
    }

    static void print(List<String> files, Judge judge) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ObjectMapper json = new ObjectMapper();
        for (String name : files) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("file", name);
            // A thread of its own: veraPDF keeps its state there, and hostile files nest deeply.
            FutureTask<Object> task = new FutureTask<>(() -> judge.judge(new File(name)));
            Thread thread = new Thread(null, task, "judge", 64L << 20);
            thread.setDaemon(true);
            thread.start();
            try {
                line.put("verdicts", task.get(SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                line.put("error", String.valueOf(e.getCause()));
            } catch (TimeoutException e) {
                line.put("error", "no answer after " + SECONDS + " s");
            }
            out.println(json.writeValueAsString(line));
        }
        System.exit(0); // one that ran out of time may still hold its thread
    }
}
