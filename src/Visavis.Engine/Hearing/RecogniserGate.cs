namespace Visavis.Engine.Hearing;

/// <summary>
/// Tells sound that may be speech from the noise behind it, by energy in blocks of 20 ms. The noise floor follows the minima: it
/// falls quickly and rises by 2 % a block, so that music is "active" and the recogniser has to say that nobody speaks.
/// </summary>
internal sealed class RecogniserGate
{
    public const int BlockSamples = 320;

    private const float Fall = 0.1f;
    private const float Rise = 1.02f;
    private const float AboveFloor = 12;

    /// <summary>-57 dB: below, nothing is speech; it is the noise of a silent microphone.</summary>
    private const float Least = 2e-6f;

    private readonly List<bool> _active = [];
    private float _floor = Least;
    private float _sum;
    private int _count;

    /// <summary>Blocks that are known.</summary>
    public int Blocks => _active.Count;

    public bool this[int block] => _active[block];

    public void Append(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            _sum += sample * sample;
            if (++_count == BlockSamples)
            {
                Close();
            }
        }
    }

    /// <summary>The sound is over: what is left counts as a block.</summary>
    public void Finish()
    {
        if (_count > 0)
        {
            Close();
        }
    }

    /// <summary>The first of three active blocks in a row from <paramref name="block"/> on, or -1; fewer are a click.</summary>
    public int FirstActive(int block)
    {
        for (var run = 0; block < _active.Count; block++)
        {
            run = _active[block] ? run + 1 : 0;
            if (run == 3)
            {
                return block - 2;
            }
        }
        return -1;
    }

    private void Close()
    {
        var energy = _sum / _count;
        _floor = Math.Max(1e-10f, energy < _floor ? _floor + Fall * (energy - _floor) : _floor * Rise);
        _active.Add(energy > AboveFloor * _floor && energy > Least);
        (_sum, _count) = (0, 0);
    }
}
