using Visavis.Server.Commands;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Commands;

public sealed class KeysCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddedKey_IsShownOnceAndWorksUntilRevoked()
    {
        var added = (await RunAsync("add", "robot", "--space", "blue")).Split('\n');
        var secret = added[1];
        var id = added[0].Split(' ')[0];
        Assert.Equal([$"{id} (robot, space blue), shown only now:", secret, ""], added);
        Assert.Equal("blue", await SpaceOfAsync(secret));

        var list = await RunAsync("list");
        Assert.Contains($"{id}   robot                blue ", list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);

        Assert.Equal($"{id} is revoked.\n", await RunAsync("revoke", id));
        Assert.Null(await SpaceOfAsync(secret));
    }

    [Theory]
    [InlineData("Use: keys add NAME [--space S] | list | revoke ID.", 2)]
    [InlineData("Use: keys add NAME [--space S] | list | revoke ID.", 2, "add")]
    [InlineData("Use: keys add NAME [--space S] | list | revoke ID.", 2, "list", "all")]
    [InlineData("Names of keys and spaces have 1 to 64 letters, digits, '-', '_' and '.'.", 2, "add", "a name")]
    [InlineData("There is no valid key 'key_none': keys list shows them.", 1, "revoke", "key_none")]
    public async Task WrongUse_IsOneSentence(string sentence, int exitCode, params string[] arguments)
    {
        var fault = await Assert.ThrowsAsync<StartException>(() => RunAsync(arguments));
        Assert.Equal((sentence, exitCode), (fault.Message, fault.ExitCode));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        await KeysCommand.RunAsync([.. arguments, "--data", _folder.Path], output);
        return output.ToString();
    }

    private async Task<string?> SpaceOfAsync(string secret)
    {
        await using var database = Database.Open(DataFolder.DatabaseFile(_folder.Path));
        return new KeyStore(database, TimeProvider.System).Find(secret)?.Space;
    }
}
