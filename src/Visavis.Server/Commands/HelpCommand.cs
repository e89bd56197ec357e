namespace Visavis.Server.Commands;

public static class HelpCommand
{
    private const string Text =
        """
        Visavis turns text into live video of a person speaking, on your own machine.

          serve [--port 8080] [--host 127.0.0.1] [--public-url URL] [--data ./data] [--config FILE]
                                  starts; prints the studio's address and a curl that works
          keys add NAME [--space S] | list | revoke ID
                                  API keys; also --data and --config
          voices add PATH|URL [--id ID] | list [--family F] [--language L] | remove ID | try "text" [--voice ID] [--out FILE]
                                  voices as folders; also --data and --config
          help                    this text

        Settings: samples/visavis.full.json explains every key; environment variables (VISAVIS_...) win over the file, flags over both.
        """;

    public static int Run()
    {
        Console.WriteLine(Text);
        return 0;
    }
}
