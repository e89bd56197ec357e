namespace Visavis.Server.Commands;

/// <summary>The arguments behind a command: named values that it knows, and the words between them.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<string, string> _flags = [];

    private CommandLine()
    {
    }

    /// <summary>Words that belong to no flag.</summary>
    public List<string> Words { get; } = [];

    /// <param name="arguments">What follows the command.</param>
    /// <param name="flags">The flags that the command knows, without dashes; each takes a value.</param>
    /// <exception cref="StartException">An unknown flag, or one without a value.</exception>
    public static CommandLine Parse(ReadOnlySpan<string> arguments, params string[] flags)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith('-'))
            {
                line.Words.Add(arguments[i]);
                continue;
            }
            var (name, value) = Split(arguments[i]);
            if (!flags.Contains(name))
            {
                throw new StartException($"Unknown flag '{arguments[i]}': ./visavis help lists the flags.", StartException.WrongUse);
            }
            value ??= i + 1 < arguments.Length ? arguments[++i] : throw new StartException($"--{name} needs a value.", StartException.WrongUse);
            line._flags[name] = value;
        }
        return line;
    }

    public string? Flag(string name) => _flags.GetValueOrDefault(name);

    /// <summary>The given flags that are settings, by the keys of the settings.</summary>
    public Dictionary<string, string> Settings() => _flags
        .Select(flag => (Key: flag.Key.Replace('-', '_'), flag.Value))
        .Where(flag => OptionsReader.Keys.ContainsKey(flag.Key))
        .ToDictionary(flag => flag.Key, flag => flag.Value);

    private static (string Name, string? Value) Split(string argument)
    {
        var name = argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..] : argument;
        var equals = name.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (name, null) : (name[..equals], name[(equals + 1)..]);
    }
}
