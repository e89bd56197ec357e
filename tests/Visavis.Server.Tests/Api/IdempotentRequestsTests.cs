using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Visavis.Server.Api;
using Visavis.Server.Storage;

namespace Visavis.Server.Tests.Api;

public sealed class IdempotentRequestsTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Database _database;
    private readonly IdempotentRequests _requests;
    private readonly Caller _caller = new("default", "key", "name");

    public IdempotentRequestsTests()
    {
        _database = Database.Open(_folder.File("visavis.db"));
        _requests = new IdempotentRequests(new ReplayStore(_database, new FakeTimeProvider()));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task RepeatWhileTheFirstIsMade_IsInProgress()
    {
        await new KeyStore(_database, TimeProvider.System).AddAsync("a", "default");
        var making = new TaskCompletionSource<string>();
        var first = OnceAsync(() => making.Task);
        var error = await Assert.ThrowsAsync<ApiException>(() => OnceAsync(() => Task.FromResult("second")));
        Assert.Equal((409, "request_in_progress"), (error.Status, error.Code));
        making.SetResult("first");
        await first;
        await OnceAsync(() => throw new InvalidOperationException("made twice"));
    }

    [Fact]
    public async Task FailedRequest_MayBeTriedAgain()
    {
        await new KeyStore(_database, TimeProvider.System).AddAsync("a", "default");
        await Assert.ThrowsAsync<ApiException>(() => OnceAsync(() => throw ApiException.VoiceNotFound()));
        await OnceAsync(() => Task.FromResult("second"));
    }

    private Task<IResult> OnceAsync(Func<Task<string>> make)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[IdempotentRequests.Header] = "k";
        return _requests.OnceAsync(context.Request, _caller, "/r", 201, make);
    }
}
