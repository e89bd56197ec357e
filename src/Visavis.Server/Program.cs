using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.Folders;
using Visavis.Server;
using Visavis.Server.Commands;

try
{
    return args switch
    {
        ["serve", .. var rest] => await ServeCommand.RunAsync(rest),
        // A child of the server: espeak-ng's foreign code in a process of its own.
        [EspeakWorker.Command] => EspeakWorker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput()),
        // Another: a model that nobody has tried yet.
        [VoiceCheck.Command, var folder] => await VoiceCheckCommand.RunAsync(folder),
        ["voices", .. var rest] => await VoicesCommand.RunAsync(rest, Console.Out),
        ["keys", .. var rest] => await KeysCommand.RunAsync(rest, Console.Out),
        [] or ["help" or "-h" or "--help", ..] => HelpCommand.Run(),
        [var other, ..] => throw new StartException($"Unknown command '{other}': ./visavis help lists the commands.", StartException.WrongUse),
    };
}
catch (StartException fault)
{
    Console.Error.WriteLine("visavis: " + fault.Message);
    return fault.ExitCode;
}
