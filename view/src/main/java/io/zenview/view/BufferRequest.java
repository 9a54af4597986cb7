package io.zenview.view;

/// What a consumer asks of a [BufferExporter]: the request flags of PEP 3118.
///
/// A request says which properties of the memory the consumer is able to deal with. An exporter
/// answers with a view that needs no more than that, or refuses with a [BufferException]. The bits
/// are those of CPython's `PyBUF_` constants, so that [#flags()] can be handed across a language
/// border as it is.
///
/// | constant | the consumer … |
/// |---|---|
/// | [#SIMPLE] | wants plain, contiguous bytes |
/// | [#WRITABLE] | will write; read-only memory is refused |
/// | [#FORMAT] | understands element formats; without it elements are unsigned bytes |
/// | [#ND] | understands shapes |
/// | [#STRIDES] | understands strides (includes `ND`); without it memory must be C-contiguous |
/// | [#C_CONTIGUOUS], [#F_CONTIGUOUS], [#ANY_CONTIGUOUS] | insists on that order (each includes `STRIDES`) |
/// | [#INDIRECT] | understands suboffsets (includes `STRIDES`) |
///
/// The compounds ([#CONTIG], [#STRIDED], [#RECORDS], [#FULL] and their `_RO` forms) are the usual
/// combinations; the `_RO` form accepts read-only memory, the plain form does not.
///
/// Source of the rule: PEP 3118 and the buffer chapter of CPython's C API.
///
/// @param flags the flags, or-ed together
public record BufferRequest(int flags) {
    private static final int KNOWN = 0x1FD;

    /// Plain contiguous bytes, read-only accepted.
    public static final BufferRequest SIMPLE = new BufferRequest(0);

    /// Memory that may be written.
    public static final BufferRequest WRITABLE = new BufferRequest(0x1);

    /// The element format is wanted.
    public static final BufferRequest FORMAT = new BufferRequest(0x4);

    /// The shape is wanted.
    public static final BufferRequest ND = new BufferRequest(0x8);

    /// Shape and strides are wanted: memory need not be contiguous.
    public static final BufferRequest STRIDES = new BufferRequest(0x10 | ND.flags);

    /// Strides, and memory in C order (last dimension varies fastest).
    public static final BufferRequest C_CONTIGUOUS = new BufferRequest(0x20 | STRIDES.flags);

    /// Strides, and memory in Fortran order (first dimension varies fastest).
    public static final BufferRequest F_CONTIGUOUS = new BufferRequest(0x40 | STRIDES.flags);

    /// Strides, and memory in C or in Fortran order.
    public static final BufferRequest ANY_CONTIGUOUS = new BufferRequest(0x80 | STRIDES.flags);

    /// Strides, and memory reached through pointers (suboffsets).
    public static final BufferRequest INDIRECT = new BufferRequest(0x100 | STRIDES.flags);

    /// Shaped, contiguous, writable.
    public static final BufferRequest CONTIG = ND.and(WRITABLE);

    /// Shaped and contiguous.
    public static final BufferRequest CONTIG_RO = ND;

    /// Strided and writable.
    public static final BufferRequest STRIDED = STRIDES.and(WRITABLE);

    /// Strided.
    public static final BufferRequest STRIDED_RO = STRIDES;

    /// Strided, formatted and writable.
    public static final BufferRequest RECORDS = STRIDES.and(FORMAT).and(WRITABLE);

    /// Strided and formatted.
    public static final BufferRequest RECORDS_RO = STRIDES.and(FORMAT);

    /// Everything, writable.
    public static final BufferRequest FULL = INDIRECT.and(FORMAT).and(WRITABLE);

    /// Everything: what [MemoryView#of(BufferExporter)] asks for.
    public static final BufferRequest FULL_RO = INDIRECT.and(FORMAT);

    /// Creates a request.
    ///
    /// @param flags the flags, or-ed together
    /// @throws IllegalArgumentException if a bit is set that PEP 3118 does not define
    public BufferRequest {
        if ((flags & ~KNOWN) != 0) {
            throw new IllegalArgumentException(
                    "unknown request flags 0x"
                            + Integer.toHexString(flags & ~KNOWN)
                            + " in 0x"
                            + Integer.toHexString(flags)
                            + "; known are 0x"
                            + Integer.toHexString(KNOWN));
        }
    }

    /// This request and another one together.
    ///
    /// @param other flags to add
    /// @return a request with the flags of both
    public BufferRequest and(BufferRequest other) {
        return new BufferRequest(flags | other.flags);
    }

    /// Whether this request has every flag of another one.
    ///
    /// @param other the flags looked for
    /// @return true if all of them are set here
    public boolean includes(BufferRequest other) {
        return (flags & other.flags) == other.flags;
    }
}
