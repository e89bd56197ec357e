using Visavis.Engine.Native;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Sound to attention keys and values. Behind each window stand states of silence: the recogniser has learnt that 30 s end in
/// silence and repeats itself on a short window alone (31 to 606 % wrong words). Any number of threads may encode at once.
/// </summary>
internal sealed class WhisperEncoder : IDisposable
{
    /// <summary>Samples of one state: 50 a second.</summary>
    public const int StateSamples = 320;

    /// <summary>Layers times heads: the rows of keys and values.</summary>
    private const int Heads = 48;

    private const int HeadSize = 64;

    /// <summary>States of 30 s.</summary>
    private const int AllStates = 1500;

    /// <summary>
    /// Windows are padded to 4 k + 1 states, and the tail is states 4 k + 3 of silence: so one selection of it fits behind every
    /// window, and 9 MB are kept instead of 37.
    /// </summary>
    private const int FirstTailState = 3;

    private readonly OrtModel _model;
    private readonly MelBank _bank;
    private readonly int _step;
    private readonly int _padSamples;
    private readonly int _tailCount;
    private readonly float[] _tailKeys;
    private readonly float[] _tailValues;

    public WhisperEncoder(OrtModel model, MelBank bank, WhisperTail tail)
    {
        (_model, _bank, _step) = (model, bank, tail.Step);
        _padSamples = (int)(tail.PadSeconds * MelBank.SampleRate);
        _tailCount = (AllStates - FirstTailState + _step - 1) / _step;
        (_tailKeys, _tailValues) = (new float[Heads * HeadSize * _tailCount], new float[Heads * HeadSize * _tailCount]);
        KeepTail();
    }

    /// <summary>Seconds of sound that fit into one window.</summary>
    public double LongestSeconds => (AllStates - 3.0) * StateSamples / MelBank.SampleRate - (double)_padSamples / MelBank.SampleRate;

    public WhisperStates Encode(ReadOnlySpan<float> sound)
    {
        var states = (sound.Length + _padSamples + StateSamples - 1) / StateSamples;
        states += (_step + 1 - states % _step) % _step;
        using var mel = Mel(sound, states);
        var own = _model.Compute([("mel", mel)], "cross_k", "cross_v");
        using var keys = own[0];
        using var values = own[1];
        return Join(keys.Floats, values.Floats, states, (sound.Length + StateSamples - 1) / StateSamples);
    }

    public void Dispose() => _model.Dispose();

    private OrtValue Mel(ReadOnlySpan<float> sound, int states)
    {
        var padded = new float[states * StateSamples];
        sound.CopyTo(padded);
        var mel = OrtValue.OfFloats(1, MelBank.Bands, 2 * states);
        WhisperMel.Measure(_bank, padded, mel.Floats);
        return mel;
    }

    private WhisperStates Join(ReadOnlySpan<float> keys, ReadOnlySpan<float> values, int own, int sound)
    {
        // The silence that a window of this length leaves room for: states own + 2, own + 6 and so on.
        var first = (own + 2 - FirstTailState) / _step;
        var silent = _tailCount - first;
        var count = own + silent;
        var joined = new WhisperStates(
            OrtValue.OfFloats(6, 8, HeadSize, count), OrtValue.OfFloats(6, 8, count, HeadSize), OrtValue.OfFloats(count), count, own, sound);
        var allKeys = joined.Keys.Floats;
        var allValues = joined.Values.Floats;
        for (var row = 0; row < Heads * HeadSize; row++)
        {
            keys.Slice(row * own, own).CopyTo(allKeys.Slice(row * count));
            _tailKeys.AsSpan(row * _tailCount + first, silent).CopyTo(allKeys.Slice(row * count + own));
        }
        for (var head = 0; head < Heads; head++)
        {
            values.Slice(head * own * HeadSize, own * HeadSize).CopyTo(allValues.Slice(head * count * HeadSize));
            _tailValues.AsSpan((head * _tailCount + first) * HeadSize, silent * HeadSize).CopyTo(allValues.Slice((head * count + own) * HeadSize));
        }
        // Each state of silence stands for those left out.
        joined.Bias.Floats[own..].Fill(MathF.Log((float)(AllStates - own) / silent));
        return joined;
    }

    /// <summary>Encodes 30 s of zeros (about 1 s of CPU) and keeps every fourth state.</summary>
    private void KeepTail()
    {
        using var mel = Mel([], AllStates);
        var all = _model.Compute([("mel", mel)], "cross_k", "cross_v");
        using var keys = all[0];
        using var values = all[1];
        var allKeys = keys.Floats;
        var allValues = values.Floats;
        for (var i = 0; i < _tailCount; i++)
        {
            var state = FirstTailState + i * _step;
            for (var row = 0; row < Heads * HeadSize; row++)
            {
                _tailKeys[row * _tailCount + i] = allKeys[row * AllStates + state];
            }
            for (var head = 0; head < Heads; head++)
            {
                allValues.Slice((head * AllStates + state) * HeadSize, HeadSize).CopyTo(_tailValues.AsSpan((head * _tailCount + i) * HeadSize));
            }
        }
    }
}
