using System.Text.RegularExpressions;
using Visavis.Server.Storage;

namespace Visavis.Server.Commands;

/// <summary><c>keys add NAME [--space S] | list | revoke ID</c>; works while a server runs on the same data folder.</summary>
public static partial class KeysCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var line = CommandLine.Parse(arguments, "space", "data", "config");
        var options = OptionsReader.Read(line.Flag("config"), Environment.GetEnvironmentVariables(), line.Settings());
        await using var database = Database.Open(DataFolder.DatabaseFile(options.Data));
        var keys = new KeyStore(database, TimeProvider.System);
        return line.Words switch
        {
            ["add", var name] => await AddAsync(keys, name, line.Flag("space") ?? KeyStore.DefaultSpace, output).ConfigureAwait(false),
            ["list"] => List(keys, output),
            ["revoke", var id] => await RevokeAsync(keys, id, output).ConfigureAwait(false),
            _ => throw new StartException("Use: keys add NAME [--space S] | list | revoke ID.", StartException.WrongUse),
        };
    }

    private static async Task<int> AddAsync(KeyStore keys, string name, string space, TextWriter output)
    {
        if (!Name().IsMatch(name) || !Name().IsMatch(space))
        {
            throw new StartException("Names of keys and spaces have 1 to 64 letters, digits, '-', '_' and '.'.", StartException.WrongUse);
        }
        var (key, secret) = await keys.AddAsync(name, space).ConfigureAwait(false);
        await output.WriteLineAsync($"{key.Id} ({name}, space {space}), shown only now:").ConfigureAwait(false);
        await output.WriteLineAsync(secret).ConfigureAwait(false);
        return 0;
    }

    private static int List(KeyStore keys, TextWriter output)
    {
        output.WriteLine($"{"ID",-18} {"NAME",-20} {"SPACE",-16} {"CREATED",-20} REVOKED");
        foreach (var key in keys.List())
        {
            output.WriteLine($"{key.Id,-18} {key.Name,-20} {key.Space,-16} {key.CreatedAt,-20:yyyy-MM-dd HH:mm:ss} {key.RevokedAt:yyyy-MM-dd HH:mm:ss}".TrimEnd());
        }
        return 0;
    }

    private static async Task<int> RevokeAsync(KeyStore keys, string id, TextWriter output)
    {
        if (!await keys.RevokeAsync(id).ConfigureAwait(false))
        {
            throw new StartException($"There is no valid key '{id}': keys list shows them.");
        }
        await output.WriteLineAsync($"{id} is revoked.").ConfigureAwait(false);
        return 0;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.\-]{1,64}\z")]
    private static partial Regex Name();
}
