using System.Diagnostics;

namespace Visavis.Engine.Media;

/// <summary>
/// Our ends of a child's pipes, to be disposed before the <see cref="Process"/>: that leaves those alone that were read directly. The
/// finalizer then closes them at some time, in no order, and a read of another child's pipe was seen never to end.
/// </summary>
internal readonly struct ProcessPipes(Process process) : IDisposable
{
    public void Dispose()
    {
        var start = process.StartInfo;
        if (start.RedirectStandardInput)
        {
            CloseInput();
        }
        if (start.RedirectStandardOutput)
        {
            process.StandardOutput.Dispose();
        }
        if (start.RedirectStandardError)
        {
            process.StandardError.Dispose();
        }
    }

    private void CloseInput()
    {
        try
        {
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // What it still held cannot be written to a child that has ended; the pipe is closed all the same.
        }
    }
}
