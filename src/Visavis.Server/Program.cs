using Visavis.Server;
using Visavis.Server.Commands;

try
{
    return args switch
    {
        ["serve", .. var rest] => await ServeCommand.RunAsync(rest),
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
