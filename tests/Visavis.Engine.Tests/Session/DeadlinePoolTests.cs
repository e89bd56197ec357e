using Visavis.Engine.Session;

namespace Visavis.Engine.Tests.Session;

public sealed class DeadlinePoolTests
{
    [Fact]
    public async Task WaitingWork_RunsEarliestDeadlineFirst()
    {
        using var pool = new DeadlinePool(1);
        using var gate = new ManualResetEventSlim();
        var order = new List<int>();
        var blocker = pool.RunAsync(0, () => { gate.Wait(); return 0; });
        int Note(int n)
        {
            order.Add(n);
            return n;
        }
        var work = new[] { 30, 10, 20 }.Select(n => pool.RunAsync(n, () => Note(n))).ToArray();
        gate.Set();
        await Task.WhenAll([blocker, .. work]);
        Assert.Equal([10, 20, 30], order);
    }

    [Fact]
    public async Task CancelledWork_DoesNotRun()
    {
        using var pool = new DeadlinePool(1);
        using var gate = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var ran = false;
        var blocker = pool.RunAsync(0, () => { gate.Wait(); return 0; });
        var work = pool.RunAsync(1, () => ran = true, cancel.Token);
        await cancel.CancelAsync();
        gate.Set();
        await blocker;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.False(ran);
    }

    [Fact]
    public async Task ThrowingWork_FailsItsTaskAndTheThreadGoesOn()
    {
        using var pool = new DeadlinePool(1);
        await Assert.ThrowsAsync<InvalidDataException>(() => pool.RunAsync<int>(0, () => throw new InvalidDataException()));
        Assert.Equal(7, await pool.RunAsync(0, () => 7));
    }
}
